import { generateKeyPairSync, randomBytes } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmailPort } from '../../../src/messaging/email/email.port.js';
import { startApp, type TestApp } from '../../support/app.js';

let t: TestApp;

beforeAll(async () => {
  t = await startApp();
});
afterAll(async () => {
  await t.close();
});

async function write(app: TestApp, firstName: string): Promise<void> {
  const data = { firstName };
  const message = { to: 'ada@example.org', locale: 'en' as const, template: 'account-deleted' as const, data };
  await app.app.get(EmailPort, { strict: false }).send(message);
}

describe('a local start without a mail server', () => {
  it('keeps mails where everybody on this machine can read them, newest first', async () => {
    await write(t, 'First');
    await write(t, 'Second');
    const answer = await supertest(t.url).get('/api/v1/dev/mailbox');
    expect(answer.status).toBe(200);
    expect(answer.body.data).toHaveLength(2);
    expect(answer.body.data[0]).toMatchObject({ to: 'ada@example.org', subject: 'Your account was deleted' });
    expect(answer.body.data[0].text).toContain('Hello Second,');
    expect(answer.body.data[0].html).toContain('<html lang="en" dir="ltr">');
  });

  it('keeps the last two hundred', async () => {
    const old = Array.from({ length: 250 }, () => ({
      to: 'x@example.org',
      subject: 's',
      text: 't',
      html: 'h',
      sentAt: new Date(),
    }));
    await t.connection.collection('dev_mails').insertMany(old);
    await write(t, 'Newest');
    expect(await t.connection.collection('dev_mails').countDocuments()).toBe(200);
    const answer = await supertest(t.url).get('/api/v1/dev/mailbox');
    expect(answer.body.data[0].text).toContain('Hello Newest,');
  });
});

describe('a start with a mail server', () => {
  it('has no such mailbox', async () => {
    const real = await startApp({ SMTP_URL: 'smtp://127.0.0.1:9' });
    const answer = await supertest(real.url).get('/api/v1/dev/mailbox');
    expect(answer.status).toBe(404);
    await real.close();
  });
});

describe('a production start without a mail server', () => {
  it('has no mailbox that anybody could read: mails wait, sealed, in the queue', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const production = await startApp({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://book.example.org',
      APP_SECRET: randomBytes(32).toString('base64url'),
      AUDIT_KEY: randomBytes(32).toString('base64url'),
      JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
    try {
      await write(production, 'Waiting');
      expect((await supertest(production.url).get('/api/v1/dev/mailbox')).status).toBe(404);
      expect(await production.connection.collection('dev_mails').countDocuments()).toBe(0);
      const waiting = await production.connection.collection('outgoing_emails').findOne({});
      expect(waiting).toMatchObject({ state: 'waiting', attempts: 0, template: 'account-deleted' });
      expect(JSON.stringify(waiting)).not.toContain('Waiting');
    } finally {
      await production.close();
    }
  });
});
