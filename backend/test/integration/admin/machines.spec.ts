import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, type Asker, storePeople } from './people.js';

let t: TestApp;
let top: Asker;
let key: string;

beforeAll(async () => {
  t = await startApp();
  top = await addAsker(t, 'top@desk.example', 'super_admin');
  const made = await supertest(t.url)
    .post('/api/v1/account/api-keys')
    .set('Authorization', `Bearer ${top.token}`)
    .send({ name: 'guard', scopes: ['users:read', 'users:lock', 'roles:assign', 'users:delete'], expiresInDays: 1 });
  key = (made.body as { data: { key: string } }).data.key;
});
afterAll(async () => {
  await t.close();
});

const ask = (method: 'get' | 'post' | 'delete', path: string) =>
  supertest(t.url)[method](`/api/v1/admin${path}`).set('Authorization', `Bearer ${key}`);
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

describe('a machine with an API key', () => {
  it('acts on people by its scopes, not by what its owner holds', async () => {
    const lock = { reason: 'an attack', durationMinutes: 5 };
    const [person = ''] = await storePeople(t, [{ email: 'person@example.org' }]);
    const admin = await addPerson(t, 'colleague@desk.example', 'admin');
    expect(codeOf(await ask('post', `/users/${person}/lock`).send(lock))).toBe('done');
    expect(codeOf(await ask('post', `/users/${admin}/lock`).send(lock))).toBe('PROTECTED_ACCOUNT');
    expect((await ask('get', `/users/${person}`)).body.data.may).toEqual(['lock', 'unlock']);
    expect(codeOf(await ask('post', `/users/${person}/end-sessions`))).toBe('FORBIDDEN');
  });

  it('does nothing that asks for a fresh proof, whatever its scopes', async () => {
    const [person = ''] = await storePeople(t, [{ email: 'other@example.org' }]);
    const answers = [
      await ask('post', `/users/${person}/role`).send({ role: 'instructor' }),
      await ask('delete', `/users/${person}`).send({ reason: 'x' }),
      await ask('post', '/users/bulk').send({ action: 'change_role', ids: [person], role: 'instructor' }),
    ];
    expect(answers.map(codeOf)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });
});
