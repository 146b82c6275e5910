import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, type Asker, storePeople } from './people.js';

let t: TestApp;
let admin: Asker;

beforeAll(async () => {
  t = await startApp();
  admin = await addAsker(t, 'admin@desk.example', 'admin');
});
afterAll(async () => {
  await t.close();
});

describe('the export of people', () => {
  it('is a file that no spreadsheet runs, with everybody whom the filter keeps, and it is on record', async () => {
    await storePeople(t, [
      { email: 'x-1@export.example', firstName: '=HYPERLINK("http://evil.example")', lastName: '+1' },
      { email: 'x-2@export.example', firstName: '@SUM(A1)', lastName: 'a,"b"' },
      ...Array.from({ length: 1_100 }, (_, place) => ({ email: `x-3-${String(place)}@export.example` })),
    ]);
    const answer = await admin.get('/users/export?search=x-');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="users-\d{4}-\d\d-\d\d\.csv"$/);
    const lines = answer.text.split('\r\n');
    expect(lines).toHaveLength(1 + 1_102 + 1);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")",'+1,user,active`);
    expect(lines[2]).toContain(`'@SUM(A1),"a,""b""",user`);
    const record = await t.connection.collection('audit_logs').findOne({ action: 'records.exported' });
    expect(record).toMatchObject({
      actor: { name: admin.email },
      resourceId: 'users',
      details: { rows: 1_102, filter: { search: 'x-' } },
    });
  });

  it('is for those who may read, and refuses what the list refuses', async () => {
    const user = await addAsker(t, 'plain@export.example');
    expect((await user.get('/users/export')).body.error.code).toBe('FORBIDDEN');
    expect((await admin.get('/users/export?limit=5')).body.error.code).toBe('VALIDATION_FAILED');
  });
});
