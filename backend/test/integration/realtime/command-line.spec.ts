import { NestFactory } from '@nestjs/core';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../../src/app.module.js';
import { commands } from '../../../src/cli/commands.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { ConsoleClient } from './console-client.js';

let t: TestApp;
let console: ConsoleClient;

beforeAll(async () => {
  t = await startApp();
  const { accessToken } = await t.signIn();
  console = await ConsoleClient.connect(t.url, accessToken);
  await console.join();
  await supertest(t.url)
    .post('/api/v1/monitoring/block-ip')
    .set('Authorization', `Bearer ${accessToken}`)
    .send({ address: '198.51.100.200', reason: 'test', durationMinutes: 5 })
    .expect(200);
});
afterAll(async () => {
  console.close();
  await t.close();
});

describe('a console', () => {
  it('sees within seconds, and once, what the command line did in a process of its own', async () => {
    const context = await NestFactory.createApplicationContext(AppModule.with(t.config), { logger: false });
    const unblock = commands.get('unblock');
    expect(await unblock?.(context, ['198.51.100.200'], () => undefined)).toBe(0);
    await context.close();
    await eventually('the event', () => console.ids('monitoring:ip-unblocked').length === 1, 5_000);
    const [seen] = console.frames.filter(({ stream }) => stream === 'monitoring:ip-unblocked');
    expect(seen?.frame.events).toMatchObject([{ range: '198.51.100.200/32', by: 'command line' }]);
    // another process raises the same signal: a second look at the same seconds shows nothing twice
    const signals = t.connection.collection('change_signals');
    await signals.updateOne({ _id: 'monitoring' as never }, { $inc: { version: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(console.ids('monitoring:ip-unblocked')).toHaveLength(1);
    expect(console.ids('monitoring:ip-blocked')).toHaveLength(1);
  });
});
