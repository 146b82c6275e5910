import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { ConsoleClient } from '../realtime/console-client.js';
import { addAsker, addRole, type Asker } from './people.js';

let t: TestApp;
let top: Asker;

beforeAll(async () => {
  t = await startApp();
  top = await addAsker(t, 'top@desk.example', 'super_admin');
});
afterAll(async () => {
  await t.close();
});

describe('an open console', () => {
  it('is out of the desk as soon as its role may not watch any more, and stays connected', async () => {
    await addRole(t, 'watcher', ['account:self', 'admin:access', 'monitoring:read']);
    const watcher = await addAsker(t, 'watcher@desk.example', 'watcher');
    const console = await ConsoleClient.connect(t.url, watcher.token);
    await console.join();
    const less = { title: 'Watcher', permissions: ['account:self', 'admin:access'] };
    await top.put('/roles/watcher', less).expect(200);
    await eventually('the console to leave', () => console.left.length === 1);
    expect([console.left, console.disconnected]).toEqual([['permission_lost'], null]);
    console.close();
  });

  it('is closed when its person gets another role', async () => {
    const person = await addAsker(t, 'person@desk.example', 'admin');
    const console = await ConsoleClient.connect(t.url, person.token);
    await console.join();
    await top.post(`/users/${person.id}/role`, { role: 'user' }).expect(200);
    await eventually('the console to be closed', () => console.disconnected !== null);
    expect(console.revoked).toEqual(['role_changed']);
  });

  it('is closed when its person is deleted', async () => {
    const person = await addAsker(t, 'gone@desk.example', 'admin');
    const console = await ConsoleClient.connect(t.url, person.token);
    await top.delete(`/users/${person.id}`, { reason: 'left' }).expect(200);
    await eventually('the console to be closed', () => console.disconnected !== null);
    expect(console.revoked).toHaveLength(1);
  });
});
