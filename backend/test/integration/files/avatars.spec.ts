import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FilesPort } from '../../../src/performance/file/files.port.js';
import { AccountSweeperService } from '../../../src/security/accounts/account-sweeper.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, type Person, personOf } from '../../support/teaching.js';
import { picture } from './files-app.js';

let t: TestApp;
let face: Buffer;
let maya: Person;
let omar: Person;
let admin: Person;

beforeAll(async () => {
  t = await startApp();
  face = await picture(200, 200);
  admin = personOf(t, await t.signIn());
  maya = await addPerson(t, 'maya@example.org', 'user');
  omar = await addPerson(t, 'omar@example.org', 'user');
});
afterAll(async () => {
  await t.close();
});

/** Uploads a picture; answers its id. */
async function upload({ tokens }: Person, name = 'me.jpg'): Promise<string> {
  const answer = await supertest(t.url)
    .post('/api/v1/files')
    .query({ purpose: 'avatar', name })
    .set({ Authorization: `Bearer ${tokens.accessToken}`, 'Content-Type': 'application/octet-stream' })
    .send(face);
  expect(answer.body.error).toBeUndefined();
  return String(answer.body.data.id);
}

const idOf = ({ tokens }: Person): string => tokens.user.id;
const choose = (person: Person, fileId: string) => person.ask('put', '/account/avatar', { fileId });
const open = (url: string) => supertest(t.url).get(url);
const stored = async (owner: Person): Promise<string[]> => {
  const files = await t.connection
    .collection('files')
    .find({ ownerId: idOf(owner), purpose: 'avatar' })
    .toArray();
  return files.map(({ _id }) => String(_id));
};

/** The address of somebody's picture, for a reader; null where they have none. */
async function seenBy(reader: Person, whom: Person): Promise<string | null> {
  const { body } = await reader.ask('get', `/people/avatars?ids=${idOf(whom)},${'a'.repeat(24)}`);
  const [found] = body.data as { userId: string; url: string }[];
  if (found !== undefined) expect(found.userId).toBe(idOf(whom));
  return found?.url ?? null;
}

describe('the picture of a person', () => {
  it('is seen by who is signed in, from when it is chosen, and by nobody else', async () => {
    const id = await upload(maya);
    const { body } = await omar.ask('get', `/files/${id}`);
    expect(body.error.code).toBe('NOT_FOUND');
    expect(await seenBy(omar, maya)).toBeNull();
    const chosen = await choose(maya, id);
    expect((await open(chosen.body.data.avatarUrl)).headers['content-type']).toBe('image/webp');
    expect((await maya.ask('get', '/auth/me')).body.data.user.avatarUrl).toBe(chosen.body.data.avatarUrl);
    const url = (await seenBy(omar, maya)) ?? '';
    expect((await open(url)).status).toBe(200);
    expect((await supertest(t.url).get(`/api/v1/people/avatars?ids=${idOf(maya)}`)).status).toBe(401);
    expect((await supertest(t.url).get(`/api/v1/files/${id}`)).status).toBe(401);
    // without the person in the address, nobody is known to ask
    expect((await open(url.replace(`.${idOf(omar)}.`, '.0.'))).status).toBe(404);
    const list = await admin.ask('get', '/admin/users?search=maya');
    expect((await open(list.body.data[0].avatarUrl)).status).toBe(200);
  });

  it('is nobody else’s file, and no file of another kind', async () => {
    const own = await seenBy(maya, maya);
    for (const fileId of [await upload(omar), 'b'.repeat(24)]) {
      expect((await choose(maya, fileId)).body.error.code).toBe('NOT_FOUND');
    }
    const { insertedId } = await t.connection.collection('files').insertOne({
      ...{ ownerId: idOf(maya), purpose: 'document', courseId: null, name: 'a.pdf', type: 'application/pdf', size: 1 },
      ...{ sha256: '', key: 'none', storage: 'local', state: 'stored', createdAt: new Date() },
    });
    expect((await choose(maya, String(insertedId))).body.error.code).toBe('NOT_FOUND');
    expect((await choose(maya, 'no id')).status).toBe(400);
    expect(await seenBy(maya, maya)).toBe(own);
  });

  it('is gone with its old addresses when another one takes its place', async () => {
    const [before] = await stored(maya);
    const url = (await seenBy(omar, maya)) ?? '';
    const next = await upload(maya);
    expect((await choose(maya, next)).status).toBe(200);
    expect((await open(url)).status).toBe(404);
    expect(await stored(maya)).toEqual([next]);
    expect(next).not.toBe(before);
    const record = await t.connection
      .collection('audit_logs')
      .findOne({ action: 'account.changed', 'details.after.avatar': next });
    expect(record?.['details']).toMatchObject({ change: 'profile_updated', before: { avatar: before } });
  });

  it('is one of those that are chosen at the same moment, and the others are gone', async () => {
    const before = await stored(maya);
    const offered = await Promise.all(['1.jpg', '2.jpg', '3.jpg', '4.jpg'].map((name) => upload(maya, name)));
    const answers = await Promise.all(offered.map((id) => choose(maya, id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const left = await stored(maya);
    expect(left).toHaveLength(1);
    expect(offered).toContain(left[0]);
    expect(before).not.toContain(left[0]);
    const url = (await seenBy(omar, maya)) ?? '';
    expect(url).toContain(left[0] ?? 'no file');
    expect((await open(url)).status).toBe(200);
  });

  it('is taken away by its owner; twice does no harm', async () => {
    const url = (await seenBy(omar, maya)) ?? '';
    for (let times = 0; times < 2; times += 1) {
      expect((await maya.ask('delete', '/account/avatar')).body.data.avatarUrl).toBeNull();
    }
    expect((await open(url)).status).toBe(404);
    expect([await seenBy(omar, maya), await stored(maya)]).toEqual([null, []]);
  });

  it('is taken away by an administrator, which is on record, and by nobody who is none', async () => {
    const id = await upload(maya);
    await choose(maya, id);
    const path = `/admin/users/${idOf(maya)}/avatar`;
    expect((await omar.ask('delete', path)).status).toBe(403);
    expect(await stored(maya)).toEqual([id]);
    expect((await admin.ask('delete', path)).status).toBe(200);
    expect((await admin.ask('delete', `/admin/users/${'c'.repeat(24)}/avatar`)).body.error.code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
    expect([await seenBy(omar, maya), await stored(maya)]).toEqual([null, []]);
    const records = await t.connection
      .collection('audit_logs')
      .find({ action: 'account.administered', 'details.before.avatar': id })
      .toArray();
    expect(records).toHaveLength(1);
    expect(records[0]?.['actor']).toMatchObject({ name: 'admin@example.org' });
  });

  it('is forgotten where its file is deleted by another way', async () => {
    const id = await upload(maya);
    await choose(maya, id);
    await t.app.get(FilesPort).remove([id]);
    await eventually('nobody has the picture any more', async () => (await seenBy(omar, maya)) === null);
  });

  it('goes with the account', async () => {
    await choose(maya, await upload(maya));
    const url = (await seenBy(omar, maya)) ?? '';
    const users = t.connection.collection('users');
    await users.updateOne({ email: 'maya@example.org' }, { $set: { isActive: false, deleteAfter: new Date(0) } });
    await t.app.get(AccountSweeperService).sweep();
    await eventually('the picture goes with the account', async () => (await stored(maya)).length === 0);
    expect((await open(url)).status).toBe(404);
  });
});
