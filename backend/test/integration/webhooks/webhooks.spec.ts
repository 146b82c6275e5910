import type { Webhook, WebhookDelivery } from '@classy-book/contracts/webhooks';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { eventIn, isSigned, WebhookReceiver } from '../../support/webhook-receiver.js';
import { addAsker, type Asker } from '../admin/people.js';

let t: TestApp;
let top: Asker;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  t = await startApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32' });
  top = await addAsker(t, 'top@desk.example', 'super_admin');
});
afterAll(async () => {
  await t.close();
  await receiver.stop();
});
beforeEach(async () => {
  for (const { id } of (await top.get('/webhooks')).body.data) await top.delete(`/webhooks/${id}`).expect(200);
  receiver.clear();
});

interface Made {
  readonly id: string;
  readonly secret: string;
}

const deliveries = () => t.connection.collection('webhook_deliveries');
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

async function viewOf(id: string): Promise<Webhook> {
  const all = (await top.get('/webhooks')).body.data as Webhook[];
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error('no such webhook');
  return found;
}

async function logOf(id: string, query = ''): Promise<WebhookDelivery[]> {
  return (await top.get(`/webhooks/${id}/deliveries${query}`)).body.data as WebhookDelivery[];
}

/** Waits for the newest delivery to be as described, and answers it. */
async function newest(id: string, what: string, is: (delivery: WebhookDelivery) => boolean): Promise<WebhookDelivery> {
  let found: WebhookDelivery | undefined;
  await eventually(what, async () => {
    [found] = await logOf(id);
    return found !== undefined && is(found);
  });
  if (found === undefined) throw new Error('no delivery');
  return found;
}

async function make(events: readonly string[] = ['address.unblocked'], path = '/hook'): Promise<Made> {
  const { data } = (await top.post('/webhooks', { url: `${receiver.url}${path}`, events }).expect(201)).body;
  return { id: data.webhook.id, secret: data.secret };
}

/** Something that webhooks can be told of. */
async function happen(range: string): Promise<void> {
  await t.app.get(EventBus).publish('address.unblocked', { range, actor: { kind: 'system' }, origin: NO_ORIGIN });
}

/** As if the wait until the next try were over. */
async function tryNow(): Promise<void> {
  await deliveries().updateMany({ state: 'waiting', lease: null }, { $set: { dueAt: new Date(0) } });
}

describe('an event', () => {
  it('arrives signed, with what happened, where it was asked for', async () => {
    const { id, secret } = await make();
    await make(['incident.opened'], '/other');
    await happen('203.0.113.7/32');
    const came = await receiver.nth(1);
    expect(came).toMatchObject({ path: '/hook', headers: { 'content-type': 'application/json; charset=utf-8' } });
    expect(isSigned(came, secret)).toBe(true);
    const age = Date.now() / 1_000 - Number(came.headers['webhook-timestamp']);
    expect(Math.abs(age)).toBeLessThan(60);
    const event = eventIn(came.body);
    expect(event).toMatchObject({
      id: came.headers['webhook-id'],
      type: 'address.unblocked',
      data: { resource: { type: 'address', id: '203.0.113.7/32' }, details: { range: '203.0.113.7/32' } },
    });
    const logged = await newest(id, 'the log', ({ state }) => state === 'delivered');
    expect(logged).toMatchObject({ eventId: event.id, type: event.type, status: 204, attempts: 1 });
    expect(await viewOf(id)).toMatchObject({ waiting: 0, failingSince: null });
  });

  it('that failed is tried again, and holds up those after it', async () => {
    const { id } = await make();
    receiver.answer = (_request, response) => response.writeHead(503).end('closed\u0007 for today');
    await happen('198.51.100.1/32');
    await happen('198.51.100.2/32');
    await eventually('the first try', async () => (await logOf(id)).at(-1)?.status === 503);
    const [second, first] = await logOf(id);
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, problem: 'status' });
    expect(second).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(Date.parse(first?.dueAt ?? '')).toBeGreaterThan(Date.parse(first?.triedAt ?? '') + 5_000);
    expect((await viewOf(id)).failingSince).not.toBeNull();
    const { answer } = (await top.get(`/webhooks/${id}/deliveries/${String(first?.id)}`)).body.data;
    expect(answer).toBe('closed for today');
    receiver.clear();
    await tryNow();
    await receiver.has(2);
    expect(receiver.resources()).toEqual(['198.51.100.1/32', '198.51.100.2/32']);
    await eventually('the end of the failure', async () => (await viewOf(id)).failingSince === null);
  });

  it('that happened before an endpoint was made, or while it was off, is none of its business', async () => {
    await happen('198.51.100.1/32');
    const { id } = await make();
    const body = { url: `${receiver.url}/hook`, events: ['address.unblocked'] };
    await top.put(`/webhooks/${id}`, { ...body, enabled: false }).expect(200);
    await happen('198.51.100.2/32');
    await top.put(`/webhooks/${id}`, body).expect(200);
    await happen('198.51.100.3/32');
    await receiver.has(1);
    await eventually('the log', async () => (await logOf(id)).length > 0);
    expect(receiver.resources()).toEqual(['198.51.100.3/32']);
  });

  it('is marked where it was dropped because too many waited', async () => {
    const { id } = await make();
    receiver.answer = (_request, response) => response.writeHead(500).end();
    await happen('198.51.100.1/32');
    await eventually('the first try', async () => (await logOf(id))[0]?.attempts === 1);
    const [model] = await deliveries().find({}).toArray();
    const waiting = Array.from({ length: 9_999 }, (_, n) => ({
      ...model,
      _id: new mongo.ObjectId(),
      key: `k${String(n)}`,
    }));
    for (let from = 0; from < waiting.length; from += 1_000) {
      await deliveries().insertMany(waiting.slice(from, from + 1_000));
    }
    await happen('198.51.100.2/32');
    await eventually('the drop', async () => (await logOf(id, '?state=dropped')).length === 1);
    expect((await viewOf(id)).waiting).toBe(10_000);
  });
});

describe('an endpoint', () => {
  it('shows its secret once, and keeps it sealed', async () => {
    const { id, secret } = await make();
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(JSON.stringify((await top.get('/webhooks')).body)).not.toContain(secret);
    const stored = JSON.stringify(await t.connection.collection('webhooks').findOne({}));
    expect(stored).not.toContain(secret.slice('whsec_'.length));
    const records = JSON.stringify(await t.connection.collection('audit_logs').find({ resourceId: id }).toArray());
    expect(records).toContain('webhook.changed');
    expect(records).not.toContain(secret.slice('whsec_'.length));
  });

  it('signs with the old secret too for a day after it got a new one', async () => {
    const { id, secret } = await make();
    const { data } = (await top.post(`/webhooks/${id}/secret`).expect(200)).body;
    expect(data.secret).not.toBe(secret);
    await happen('198.51.100.1/32');
    const first = await receiver.nth(1);
    expect([isSigned(first, secret), isSigned(first, data.secret)]).toEqual([true, true]);
    await t.connection.collection('webhooks').updateOne({}, { $set: { 'secrets.1.validUntil': new Date(0) } });
    await happen('198.51.100.2/32');
    const second = await receiver.nth(2);
    expect([isSigned(second, secret), isSigned(second, data.secret)]).toEqual([false, true]);
    expect(data.webhook.previousSecretUntil).not.toBeNull();
  });

  it('gets a new secret once when two people ask at the same moment', async () => {
    const { id } = await make();
    const answers = await Promise.all([1, 2, 3].map(async () => await top.post(`/webhooks/${id}/secret`)));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const stored = await t.connection.collection('webhooks').findOne({});
    expect(stored?.['secrets']).toHaveLength(2);
  });

  it('that fails for too long is switched off by the system, and its events wait', async () => {
    const { id } = await make();
    receiver.answer = (_request, response) => response.writeHead(500).end();
    await happen('198.51.100.1/32');
    await eventually('the first try', async () => (await logOf(id))[0]?.attempts === 1);
    await t.connection
      .collection('webhooks')
      .updateOne({}, { $set: { failingSince: new Date(Date.now() - 73 * 3.6e6) } });
    await tryNow();
    await eventually('the end', async () => !(await viewOf(id)).enabled);
    expect(await viewOf(id)).toMatchObject({ stopReason: 'failures', waiting: 1 });
    const record = await t.connection
      .collection('audit_logs')
      .findOne({ 'details.change': 'disabled', resourceId: id });
    expect(record).toMatchObject({ action: 'webhook.changed', actor: { kind: 'system' } });
    receiver.clear();
    await tryNow();
    await top.put(`/webhooks/${id}`, { url: `${receiver.url}/hook`, events: ['address.unblocked'] }).expect(200);
    await receiver.has(1);
  });

  it('that answers 410 Gone is switched off at once', async () => {
    const { id } = await make();
    receiver.answer = (_request, response) => response.writeHead(410).end();
    await happen('198.51.100.1/32');
    await eventually('the end', async () => (await viewOf(id)).stopReason === 'gone');
    expect((await logOf(id))[0]).toMatchObject({ state: 'given_up', status: 410 });
  });

  it('is tested at once, also while it is off, and says what went wrong', async () => {
    const { id, secret } = await make();
    await top.put(`/webhooks/${id}`, { url: receiver.url, events: ['address.unblocked'], enabled: false }).expect(200);
    const good = (await top.post(`/webhooks/${id}/test`).expect(200)).body.data;
    expect(good).toMatchObject({ type: 'webhook.test', state: 'delivered', status: 204 });
    expect(isSigned(await receiver.nth(1), secret)).toBe(true);
    receiver.answer = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    const moved = (await top.post(`/webhooks/${id}/test`).expect(200)).body.data;
    expect(moved).toMatchObject({ state: 'given_up', status: 302, problem: 'redirect' });
    expect(await logOf(id, '?state=given_up&type=webhook.test')).toHaveLength(1);
  });

  it('gets once more what somebody asks for, under the same id', async () => {
    const { id } = await make();
    await happen('198.51.100.1/32');
    const first = await newest(id, 'the log', ({ state }) => state === 'delivered');
    const again = (await top.post(`/webhooks/${id}/deliveries/${first.id}/redeliver`).expect(200)).body.data;
    expect(again).toMatchObject({ redelivery: true, eventId: first.eventId });
    const [one, other] = [await receiver.nth(1), await receiver.nth(2)];
    expect(other.body).toBe(one.body);
    expect(other.headers['webhook-id']).toBe(one.headers['webhook-id']);
  });

  it.each([
    'http://127.0.0.2/',
    'http://[::1]:8080/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0x7f000002:8080/',
    'http://localhost.:2/',
    'https://user:secret@example.org/',
    'javascript:alert(1)',
    'https://example.org:25/',
  ])('cannot be at %s', async (url) => {
    expect(codeOf(await top.post('/webhooks', { url, events: ['account.locked'] }))).toBe('VALIDATION_FAILED');
  });

  it('is for those who configure the desk', async () => {
    const { id } = await make();
    const admin = await addAsker(t, 'admin@desk.example', 'admin');
    const request = { url: `${receiver.url}/hook`, events: ['account.locked'] };
    expect(codeOf(await admin.get('/webhooks'))).toBe('FORBIDDEN');
    expect(codeOf(await admin.post('/webhooks', request))).toBe('FORBIDDEN');
    expect(codeOf(await admin.put(`/webhooks/${id}`, request))).toBe('FORBIDDEN');
    expect(codeOf(await admin.get(`/webhooks/${id}/deliveries`))).toBe('FORBIDDEN');
  });

  it('has no more than nineteen others, however many are made at the same moment', async () => {
    const request = { url: `${receiver.url}/hook`, events: ['account.locked'] };
    const answers = await Promise.all(Array.from({ length: 24 }, async () => await top.post('/webhooks', request)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter((answer) => codeOf(answer) === 'LIMIT_REACHED')).toHaveLength(4);
  });

  it.each([
    ['nothing', {}],
    ['no event', { url: 'https://example.org', events: [] }],
    ['an unknown event', { url: 'https://example.org', events: ['everything'] }],
    ['an operator', { url: { $ne: '' }, events: ['account.locked'] }],
    ['an unknown field', { url: 'https://example.org', events: ['account.locked'], since: 'f'.repeat(24) }],
  ])('is not made of %s', async (_what, request) => {
    expect(codeOf(await top.post('/webhooks', request))).toBe('VALIDATION_FAILED');
  });

  it('that is not there is not found', async () => {
    const id = 'f'.repeat(24);
    for (const path of [
      `/webhooks/${id}/test`,
      `/webhooks/${id}/secret`,
      `/webhooks/${id}/deliveries/${id}/redeliver`,
    ]) {
      expect(codeOf(await top.post(path))).toBe('NOT_FOUND');
    }
    expect(codeOf(await top.get(`/webhooks/${id}/deliveries`))).toBe('NOT_FOUND');
    expect(codeOf(await top.delete(`/webhooks/${id}`))).toBe('NOT_FOUND');
  });
});
