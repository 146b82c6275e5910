import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/bootstrap.js';
import { EmailPort } from '../../../src/messaging/email/email.port.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { MailServer } from '../../support/mail-server.js';

let t: TestApp;
let mails: MailServer;

beforeAll(async () => {
  mails = await MailServer.start();
  t = await startApp({ SMTP_URL: mails.url, MAIL_FROM: 'Classy Book <desk@example.org>' });
});
afterAll(async () => {
  await t.close();
  await mails.down();
});
beforeEach(async () => {
  await queue().deleteMany({});
  mails.clear();
});
afterEach(() => {
  mails.slownessMs = 0;
  mails.refusals.length = 0;
});

function queue() {
  return t.connection.collection('outgoing_emails');
}

async function invite(to: string, invitedBy = 'Ada Lovelace', locale: 'en' | 'ar' = 'en', app = t.app): Promise<void> {
  const link = 'https://book.example.org/invitation#token=SECRET-TOKEN';
  const data = { invitedBy, roleTitle: 'Instructor', link, expiresAt: new Date('2026-12-01T10:00:00Z') };
  await app.get(EmailPort, { strict: false }).send({ to, locale, template: 'invitation', data });
}

async function state(): Promise<Record<string, unknown> | null> {
  return await queue().findOne({});
}

/** As if the wait until the next try were over. */
async function tryNow(): Promise<void> {
  await queue().updateMany({ state: 'waiting' }, { $set: { dueAt: new Date(0) } });
}

describe('a mail', () => {
  it('arrives with the same words as text and as HTML, and is erased from the queue', async () => {
    await invite('ada@example.org');
    const mail = await mails.mailTo('ada@example.org', /invited/);
    expect(mail.from?.address).toBe('desk@example.org');
    expect(mail.text).toContain('https://book.example.org/invitation#token=SECRET-TOKEN');
    expect(mail.text).toContain('1 December 2026');
    expect(mail.html).toContain('href="https://book.example.org/invitation#token=SECRET-TOKEN"');
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    await eventually('the mail to be erased', async () => (await state())?.['sealed'] === null);
    expect(await state()).toMatchObject({ state: 'sent', attempts: 1, template: 'invitation' });
  });

  it('stands sealed in the database while it waits: neither whom it is for nor its link can be read', async () => {
    await mails.down();
    await invite('waiting@example.org');
    const stored = JSON.stringify(await queue().find().toArray());
    expect(stored).toContain('"template":"invitation"');
    expect(stored).not.toContain('waiting@example.org');
    expect(stored).not.toContain('SECRET-TOKEN');
    await mails.up();
  });

  it('that waits for its server shows in the state of the system, which serves people all the same', async () => {
    const health = async () => await supertest(t.url).get('/api/v1/health/ready').expect(200);
    const mail = async () =>
      ((await health()).body.data.checks as { name: string; status: string }[]).find(({ name }) => name === 'mail');
    expect(await mail()).toMatchObject({ status: 'up' });
    await mails.down();
    await invite('patient@example.org');
    await eventually('the refusal to show', async () => (await mail())?.status === 'down');
    expect(await mail()).toMatchObject({ message: 'Mails wait (1): the mail server did not take them' });
    await mails.up();
    await tryNow();
    await eventually('the mail to have been taken', async () => (await mail())?.status === 'up');
  });

  it('is written from right to left in Arabic', async () => {
    await invite('ar@example.org', 'Ada', 'ar');
    const mail = await mails.mailTo('ar@example.org', /أنت مدعو/);
    expect(mail.html).toMatch(/<html lang="ar" dir="rtl">/);
    expect(mail.text).toContain('https://book.example.org/invitation#token=SECRET-TOKEN');
  });

  it('loads nothing from elsewhere', async () => {
    await invite('plain@example.org');
    const { html = '' } = await mails.mailTo('plain@example.org', /invited/);
    expect(html).not.toMatch(/<(img|script|link|iframe|object)|url\(|@import|src=/i);
  });

  it('shows what people typed as text, and lets no header be added', async () => {
    const name = '<script>alert(1)</script>"\r\nBcc: thief@example.org\r\n\r\n<b>';
    await invite('careful@example.org', name);
    const mail = await mails.mailTo('careful@example.org', /invited/);
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).toContain('&lt;script&gt;');
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.raw.split('\r\n\r\n')[0]).not.toContain('thief');
    expect(mails.arrived).toHaveLength(1);
  });

  it('goes to one plain address or to nobody', async () => {
    for (const to of ['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', 'A <a@example.org>']) {
      await expect(invite(to)).rejects.toThrow('one plain address');
    }
    expect(await queue().countDocuments()).toBe(0);
  });
});

describe('a mail server that has its troubles', () => {
  it('may be down: the mail waits and goes when it is up again', async () => {
    await mails.down();
    await invite('patient@example.org');
    await eventually('a first try', async () => (await state())?.['lastError'] !== null);
    expect(await state()).toMatchObject({ state: 'waiting', attempts: 1, lease: null });
    await mails.up();
    await tryNow();
    await mails.mailTo('patient@example.org', /invited/);
    await eventually('the record', async () => (await state())?.['state'] === 'sent');
    expect(await state()).toMatchObject({ attempts: 2 });
  });

  it.each([
    { at: 'RCPT' as const, status: 450 },
    { at: 'DATA' as const, status: 451 },
  ])('may say $status for now: the mail is tried again', async (refusal) => {
    mails.refusals.push(refusal);
    await invite('later@example.org');
    await eventually('the first answer', async () => (await state())?.['lastError'] === String(refusal.status));
    expect((await state())?.['state']).toBe('waiting');
    await tryNow();
    await mails.mailTo('later@example.org', /invited/);
  });

  it.each([
    { at: 'RCPT' as const, status: 550 },
    { at: 'DATA' as const, status: 554 },
  ])('may say $status for good: the mail is given up and erased', async (refusal) => {
    mails.refusals.push(refusal);
    await invite('never@example.org');
    await eventually('the end', async () => (await state())?.['state'] === 'given_up');
    expect(await state()).toMatchObject({ sealed: null, attempts: 1, lastError: String(refusal.status) });
    expect(mails.arrived).toHaveLength(0);
  });

  it('is not given more than about a day: then the mail is given up', async () => {
    mails.refusals.push({ at: 'DATA', status: 451 }, { at: 'DATA', status: 451 });
    await invite('old@example.org');
    await eventually('the first try', async () => (await state())?.['lastError'] === '451');
    await queue().updateOne({}, { $set: { createdAt: new Date(Date.now() - 86_400_000), dueAt: new Date(0) } });
    await eventually('the end', async () => (await state())?.['state'] === 'given_up');
    expect((await state())?.['sealed']).toBeNull();
  });
});

describe('two processes', () => {
  it('send each of fifty mails once', async () => {
    const other = await createApp(t.config);
    await other.init();
    try {
      mails.slownessMs = 20;
      await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          await invite(`p${String(index)}@example.org`, 'Ada', 'en', index % 2 === 0 ? t.app : other);
        }),
      );
      await eventually('all of them', async () => (await queue().countDocuments({ state: 'sent' })) === 50, 20_000);
      const recipients = mails.arrived.map(({ recipient }) => recipient);
      expect(recipients).toHaveLength(50);
      expect(new Set(recipients).size).toBe(50);
    } finally {
      await other.close();
    }
  });

  it('finish what one of them left when it died, once its lease has run out', async () => {
    await mails.down();
    await invite('orphan@example.org');
    await eventually('a first try', async () => (await state())?.['lastError'] !== null);
    const soon = new Date(Date.now() + 1_500);
    await queue().updateOne({}, { $set: { lease: 'of-a-dead-process', dueAt: soon } });
    await mails.up();
    await mails.mailTo('orphan@example.org', /invited/);
    expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
  });
});

describe('a process that is stopped', () => {
  it('lets the mail that it is sending arrive, and notes it', async () => {
    const going = await createApp(t.config);
    await going.init();
    mails.slownessMs = 400;
    await invite('last@example.org', 'Ada', 'en', going);
    await eventually('a lease', async () => (await state())?.['lease'] !== null);
    await going.close();
    await mails.mailTo('last@example.org', /invited/);
    await eventually('the record', async () => (await state())?.['state'] === 'sent');
    expect(mails.arrived).toHaveLength(1);
  });
});
