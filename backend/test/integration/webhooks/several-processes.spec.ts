import { mongo } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/bootstrap.js';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';
import { addAsker } from '../admin/people.js';

let t: TestApp;
let other: Awaited<ReturnType<typeof createApp>>;
let receiver: WebhookReceiver;
let made: string;

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  t = await startApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32' });
  const top = await addAsker(t, 'top@desk.example', 'super_admin');
  const request = { url: receiver.url, events: ['address.unblocked'] };
  made = (await top.post('/webhooks', request).expect(201)).body.data.webhook.id;
  other = await createApp(t.config);
  await other.init();
});
afterAll(async () => {
  await other.close();
  await t.close();
  await receiver.stop();
});
beforeEach(() => {
  receiver.clear();
});

async function happen(range: string, app = t.app): Promise<void> {
  await app.get(EventBus).publish('address.unblocked', { range, actor: { kind: 'system' }, origin: NO_ORIGIN });
}

describe('an event, where there are two processes,', () => {
  it('arrives once, and in the order in which it happened', async () => {
    receiver.answer = (_request, response) => setTimeout(() => response.writeHead(200).end(), 5);
    const happened = Array.from({ length: 20 }, (_, n) => `198.51.100.${String(n)}/32`);
    for (const range of happened) await happen(range);
    await receiver.has(20);
    await eventually('the queue to be empty', async () => {
      return (await t.connection.collection('webhook_deliveries').countDocuments({ state: 'waiting' })) === 0;
    });
    expect(receiver.resources()).toEqual(happened);
    expect(receiver.busiest).toBe(1);
  });

  it('arrives whichever of them it happened in', async () => {
    await happen('203.0.113.1/32', other);
    await receiver.has(1);
    await happen('203.0.113.2/32');
    await receiver.has(2);
    expect(receiver.resources()).toEqual(['203.0.113.1/32', '203.0.113.2/32']);
  });

  it('arrives also where it became visible after one with a greater id', async () => {
    await happen('203.0.113.3/32', other);
    await receiver.has(1);
    const logs = t.connection.collection('audit_logs');
    const last = await logs.findOne({ resourceId: '203.0.113.3/32' });
    const id = (BigInt(`0x${String(last?._id)}`) + 1n).toString(16).padStart(24, '0');
    const late = {
      ...last,
      _id: mongo.ObjectId.createFromHexString(id),
      resourceId: '203.0.113.4/32',
      chain: { ...last?.['chain'], seq: Number(last?.['chain'].seq) + 100 },
    };
    await happen('203.0.113.5/32');
    await receiver.has(2);
    await logs.insertOne(late);
    await receiver.has(3);
    expect(receiver.resources()).toEqual(['203.0.113.3/32', '203.0.113.5/32', '203.0.113.4/32']);
    const [queued] = await t.connection
      .collection('webhook_deliveries')
      .find({ eventId: `evt_${id}` })
      .toArray();
    expect(String(queued?.['endpointId'])).toBe(made);
  });
});
