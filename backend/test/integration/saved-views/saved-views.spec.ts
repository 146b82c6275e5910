import type { AuthTokens } from '@classy-book/contracts/auth';
import type { SavedView } from '@classy-book/contracts/saved-views';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;
let ada: AuthTokens;
let bob: AuthTokens;
let nobody: AuthTokens;

beforeAll(async () => {
  t = await startApp();
  await t.addAccount('ada@desk.example', 'admin');
  await t.addAccount('bob@desk.example', 'admin');
  await t.addAccount('carl@desk.example', 'user');
  ada = await t.signIn('ada@desk.example', undefined, '192.0.2.1');
  bob = await t.signIn('bob@desk.example', undefined, '192.0.2.2');
  nobody = await t.signIn('carl@desk.example', undefined, '192.0.2.3');
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  await t.connection.collection('saved_views').deleteMany({});
});

type Method = 'get' | 'post' | 'patch' | 'delete';

function ask(who: AuthTokens, method: Method, path: string, body?: object): supertest.Test {
  const request = supertest(t.url)[method](`/api/v1/views${path}`).set('Authorization', `Bearer ${who.accessToken}`);
  return body === undefined ? request : request.send(body);
}

const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

async function save(who: AuthTokens, name: string, more: object = {}): Promise<SavedView> {
  const request = { page: 'monitoring', name, query: 'outcome=failed&country=DE', ...more };
  return (await ask(who, 'post', '', request).expect(201)).body.data as SavedView;
}

async function namesOf(who: AuthTokens): Promise<string[]> {
  return ((await ask(who, 'get', '?page=monitoring').expect(200)).body.data as SavedView[]).map(({ name }) => name);
}

describe('views', () => {
  it('are kept for their owner, and shown to others where they are shared', async () => {
    await save(ada, 'Mine');
    const shared = await save(ada, 'Night', { shared: true });
    await save(bob, 'Bob');
    expect(await namesOf(ada)).toEqual(['Mine', 'Night']);
    expect(await namesOf(bob)).toEqual(['Bob', 'Night']);
    const [, seen] = (await ask(bob, 'get', '?page=monitoring')).body.data as SavedView[];
    expect(seen).toMatchObject({
      id: shared.id,
      own: false,
      owner: 'ada@desk.example',
      query: 'outcome=failed&country=DE',
    });
    expect((await ask(bob, 'get', '?page=incidents')).body.data).toEqual([]);
  });

  it('are changed and deleted by their owner only', async () => {
    const { id } = await save(ada, 'Night', { shared: true });
    expect(codeOf(await ask(bob, 'patch', `/${id}`, { name: 'Taken over' }))).toBe('NOT_FOUND');
    expect(codeOf(await ask(bob, 'delete', `/${id}`))).toBe('NOT_FOUND');
    const changed = (await ask(ada, 'patch', `/${id}`, { name: 'Day', shared: false }).expect(200)).body.data;
    expect(changed).toMatchObject({ name: 'Day', shared: false, query: 'outcome=failed&country=DE' });
    expect(await namesOf(bob)).toEqual([]);
    await ask(ada, 'delete', `/${id}`).expect(200);
    expect(await namesOf(ada)).toEqual([]);
  });

  it('of which at most one opens by itself', async () => {
    const [one, other] = [await save(ada, 'One'), await save(ada, 'Other')];
    await ask(ada, 'patch', `/${one.id}`, { isDefault: true }).expect(200);
    await ask(ada, 'patch', `/${other.id}`, { isDefault: true }).expect(200);
    const views = (await ask(ada, 'get', '?page=monitoring')).body.data as SavedView[];
    expect(views.map(({ isDefault }) => isDefault)).toEqual([false, true]);
  });

  it('have names of their own, also when they are saved at the same moment', async () => {
    const request = { page: 'monitoring', name: 'Once', query: '' };
    const answers = await Promise.all(Array.from({ length: 5 }, async () => await ask(ada, 'post', '', request)));
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'done']);
    const { id } = await save(ada, 'Twice');
    expect(codeOf(await ask(ada, 'patch', `/${id}`, { name: 'Once' }))).toBe('CONFLICT');
  });

  it('are fifty for a person at most, however many are saved at the same moment', async () => {
    const model = { ownerId: ada.user.id, owner: '', page: 'users', query: '', shared: false, isDefault: false };
    const many = Array.from({ length: 48 }, (_, n) => ({ ...model, name: `n${String(n)}`, updatedAt: new Date() }));
    await t.connection.collection('saved_views').insertMany(many);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (name) => await ask(ada, 'post', '', { page: 'monitoring', name, query: '' })),
    );
    expect(answers.map(codeOf).sort()).toEqual(['LIMIT_REACHED', 'LIMIT_REACHED', 'done', 'done']);
  });

  it('of a page are for those who may open it', async () => {
    expect(codeOf(await ask(ada, 'get', '?page=audit'))).toBe('FORBIDDEN');
    expect(codeOf(await ask(ada, 'post', '', { page: 'audit', name: 'x', query: '' }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(nobody, 'get', '?page=monitoring'))).toBe('FORBIDDEN');
  });

  it.each([
    ['a query with markup', { query: '<script>' }],
    ['a query with an operator', { query: 'a[$ne]=1' }],
    ['a query with the name of no filter', { query: '__proto__=1' }],
    ['a query with a line break', { query: 'a=b\nc' }],
    ['a query that is too long', { query: `a=${'x'.repeat(2_000)}` }],
    ['a page that is none', { page: 'secrets' }],
    ['no name', { name: '   ' }],
    ['a name with control characters', { name: 'a\u0000b' }],
    ['the id of somebody else', { ownerId: 'f'.repeat(24) }],
  ])('are not made of %s', async (_what, wrong) => {
    expect(codeOf(await ask(ada, 'post', '', { page: 'monitoring', name: 'x', query: '', ...wrong }))).toBe(
      'VALIDATION_FAILED',
    );
  });

  it('stand in the audit log, and go with the account of their owner', async () => {
    await t.addAccount('gone@desk.example', 'admin');
    const gone = await t.signIn('gone@desk.example', undefined, '192.0.2.4');
    const { id } = await save(gone, 'Mine', { shared: true });
    const record = await t.connection.collection('audit_logs').findOne({ resourceType: 'view', resourceId: id });
    expect(record).toMatchObject({ action: 'view.changed', actor: { name: 'gone@desk.example' } });
    const top = await t.signIn();
    await supertest(t.url)
      .delete(`/api/v1/admin/users/${gone.user.id}`)
      .set('Authorization', `Bearer ${top.accessToken}`)
      .send({ reason: 'left' })
      .expect(200);
    await eventually('the views to be gone', async () => (await namesOf(ada)).length === 0);
  });
});
