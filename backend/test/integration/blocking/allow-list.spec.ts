import { NestFactory } from '@nestjs/core';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, eventually } from '../../support/app.js';
import { openSocket, outcomeOf } from '../realtime/console-client.js';
import { AppModule } from '../../../src/app.module.js';
import { commands } from '../../../src/cli/commands.js';
import { BlockedAddressesService } from '../../../src/security/blocked-addresses/blocked-addresses.service.js';
import { type BlockingApp, startBlockingApp } from './blocking-app.js';

let app: BlockingApp;

beforeAll(async () => {
  app = await startBlockingApp();
});
afterAll(async () => {
  await app.t.close();
});

const allow = (address: string, different: object = {}) =>
  app.post('allowed-ips', { address, note: 'office', ...different });
async function socketFrom(address: string, token: string): Promise<string | null> {
  const socket = openSocket(app.t.url, { token }, { extraHeaders: { 'X-Forwarded-For': address } });
  const outcome = await outcomeOf(socket);
  socket.disconnect();
  return outcome;
}
const guess = (address: string, email: string) =>
  supertest(app.t.url).post('/api/v1/auth/login').set('X-Forwarded-For', address).send({ email, password: 'wrong' });

describe('an allowed address', () => {
  it('is let in whatever is blocked around it, by request, socket and sign-in, until it is taken off', async () => {
    const { body } = await allow('203.0.113.64/26').expect(201);
    const block = await app.block({ address: '203.0.113.0/24', permanent: true }).expect(200);
    expect(block.body.data.relations.allowed).toEqual({ count: 1, ranges: ['203.0.113.64/26'] });
    expect(await app.statusFrom('203.0.113.70')).toBe(200);
    expect(await app.statusFrom('203.0.113.5')).toBe(403);
    const { accessToken } = await app.t.signIn(ADMIN.email, ADMIN.password, '203.0.113.70');
    expect(await socketFrom('203.0.113.70', accessToken)).toBeNull();
    expect(await socketFrom('203.0.113.5', accessToken)).toBe('ADDRESS_BLOCKED');
    const check = await app.get('blocked-ips/check?address=203.0.113.70').expect(200);
    expect(check.body.data).toMatchObject({
      verdict: 'allowed',
      allowedBy: { range: '203.0.113.64/26', note: 'office', createdBy: ADMIN.email },
      blocks: [{ range: '203.0.113.0/24', permanent: true }],
    });
    await app.remove(`allowed-ips/${String(body.data.id)}`).expect(200);
    await app.remove(`allowed-ips/${String(body.data.id)}`).expect(404);
    expect(await app.statusFrom('203.0.113.70')).toBe(403);
    expect((await app.get('blocked-ips/check?address=203.0.113.70')).body.data.verdict).toBe('nobody');
  });

  it('is not blocked by its failures, but the accounts are locked as ever', async () => {
    await allow('198.51.100.7').expect(201);
    const codes: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      codes.push((await guess('198.51.100.7', `somebody${String(Math.floor(n / 5))}@example.org`)).body.error.code);
    }
    const wrong = 'INVALID_CREDENTIALS';
    expect(codes).toEqual([wrong, wrong, wrong, wrong, 'ACCOUNT_LOCKED', wrong, wrong, wrong]);
    expect((await app.get('blocked-ips?address=198.51.100.7')).body.data).toEqual([]);
    const right = { email: ADMIN.email, password: ADMIN.password };
    await supertest(app.t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '198.51.100.7')
      .send(right)
      .expect(200);
  });

  it('is put on the list once, also by two at the same moment, and not as half the internet', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, async () => await allow('198.51.100.30')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    for (const address of ['0.0.0.0/0', '::/0', '10.0.0.0/7']) {
      expect((await allow(address)).body.error.code).toBe('RANGE_TOO_WIDE');
    }
    expect((await allow('198.51.100.31/24')).body.error.code).toBe('RANGE_OFF_BOUNDARY');
    await allow('198.51.100.32', { until: new Date(Date.now() - 1_000).toISOString() }).expect(400);
  });

  it('is let in by other processes too, and blocked by them as soon as they hear of it', async () => {
    const other = await NestFactory.createApplicationContext(AppModule.with(app.t.config), { logger: false });
    const keepsOut = () => other.get(BlockedAddressesService).find('198.51.100.120') !== null;
    await app.blockMany('198.51.100.120\n198.51.100.121').expect(200);
    await eventually('the block in the other process', keepsOut);
    const { body } = await allow('198.51.100.120').expect(201);
    await eventually('the allow list in the other process', () => !keepsOut());
    await app.remove(`allowed-ips/${String(body.data.id)}`).expect(200);
    await eventually('the block to hold there again', keepsOut);
    await app.post('unblock-ips', { addresses: ['198.51.100.120', '198.51.100.121'] }).expect(200);
    await eventually('the end in the other process', () => !keepsOut());
    await other.close();
  });

  it('is on record with before and after', async () => {
    const logs = app.t.connection.collection<{ details: Record<string, { note?: string } | null> }>('audit_logs');
    const changes = await logs.find({ action: 'allow-list.changed', resourceId: '203.0.113.64/26' }).toArray();
    expect(changes.map(({ details }) => [details['change'], details['before']?.note, details['after']?.note])).toEqual([
      ['added', undefined, 'office'],
      ['removed', 'office', undefined],
    ]);
  });

  it('is also put on the list from the command line, and looked up there', async () => {
    const lines: string[] = [];
    const run = async (name: string, ...parameters: string[]) =>
      await commands.get(name)?.(app.t.app, parameters, (line) => lines.push(line));
    await app.block({ address: '198.51.100.90', reason: 'Scanner' }).expect(200);
    expect(await run('check', '198.51.100.90')).toBe(1);
    expect(await run('allow', '198.51.100.90', 'the', 'office')).toBe(0);
    expect(await run('check', '198.51.100.90')).toBe(0);
    expect(lines.join('\n')).toMatch(
      /kept out.*by admin@example\.org: Scanner.*allowed as 198\.51\.100\.90\/32: the office/s,
    );
    await eventually('the address to be let in', async () => (await app.statusFrom('198.51.100.90')) === 200);
  });
});
