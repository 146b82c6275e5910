import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/bootstrap.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addAsker } from './people.js';

let t: TestApp;
let other: Awaited<ReturnType<typeof createApp>>;

beforeAll(async () => {
  t = await startApp();
  other = await createApp(t.config);
  await other.init();
  await other.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await other.close();
  await t.close();
});

describe('a role that changes in one process', () => {
  it('changes what its people may do in the others, and nothing of the time before comes back', async () => {
    const url = (await other.getUrl()).replace('[::1]', '127.0.0.1');
    const top = await addAsker(t, 'top@desk.example', 'super_admin');
    const role = { key: 'reader', title: 'Reader', permissions: ['account:self', 'users:read'] };
    await top.post('/roles', role).expect(201);
    const person = await addAsker(t, 'reader@desk.example', 'reader');
    const ask = async () =>
      (await supertest(url).get('/api/v1/admin/users').set('Authorization', `Bearer ${person.token}`)).status;
    await eventually('the other process to know the role', async () => (await ask()) === 200);
    await top.put('/roles/reader', { title: 'Nothing', permissions: ['account:self'] }).expect(200);
    await eventually('the other process to know the change', async () => (await ask()) === 403);
    for (let look = 0; look < 20; look += 1) expect(await ask()).toBe(403);
  });
});
