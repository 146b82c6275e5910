import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request as send } from 'node:http';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestsRefused } from '../../../src/common/events/desk-events.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;
let root: string;
const told: RequestsRefused[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'classy-web-'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Classy Book</title>');
  t = await startApp({ WEB_ROOT: root });
  t.app.get(EventBus).observe('requests.refused', (event) => told.push(event));
});
afterAll(async () => {
  await t.close();
  rmSync(root, { recursive: true, force: true });
});

/** A request whose path goes out as it stands: other clients would tidy it up. */
async function ask(path: string, address: string, headers: Record<string, string> = {}): Promise<number> {
  return await new Promise((resolve, reject) => {
    const outgoing = send(
      { host: '127.0.0.1', port: t.port, path, headers: { 'X-Forwarded-For': address, ...headers } },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          resolve(answer.statusCode ?? 0);
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const toldOf = (address: string) => told.filter(({ ipAddress }) => ipAddress === address);
const countOf = (address: string) => toldOf(address).reduce((sum, { count }) => sum + count, 0);

describe('what only scanners ask for', () => {
  it.each([
    '/.env',
    '/.git/config',
    '/wp-login.php',
    '/wp-admin/',
    '/phpmyadmin',
    '/actuator/health',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/.%252e/.%252e/etc/passwd',
    '/cgi-bin/luci',
    '/HNAP1/',
    '/config.json',
    '/app/.aws/credentials',
    '/files/report.docx',
  ])('is not there: %s', async (path) => {
    expect(await ask(path, '198.51.100.1')).toBe(404);
  });

  it('is told of from the first request on, with the path and without its query', async () => {
    await ask('/.git/config?token=secret', '198.51.100.2', { 'User-Agent': 'zgrab/0.x' });
    await eventually('the probe', () => toldOf('198.51.100.2').length > 0);
    expect(toldOf('198.51.100.2')[0]).toMatchObject({
      count: 1,
      statuses: { '404': 1 },
      paths: ['/.git/config'],
      probes: ['/.git/config'],
      origin: { userAgent: 'zgrab/0.x' },
    });
    const record = await t.connection.collection('audit_logs').findOne({ resourceId: '198.51.100.2' });
    expect(record).toMatchObject({ action: 'requests.refused', details: { probes: ['/.git/config'] } });
  });

  it('is told of for a whole /64 together', async () => {
    for (const host of ['1', '2', '3', '4', '5', '6']) await ask('/nothing.txt', `2001:db8:9:9::${host}`);
    await eventually('all of them', () => toldOf('2001:db8:9:9::1').length > 0);
    expect(told.filter(({ ipAddress }) => ipAddress.startsWith('2001:db8:9:9:'))).toHaveLength(1);
  });
});

describe('refused requests', () => {
  it('of one address are counted and told of together, with at most twenty paths', async () => {
    const address = '198.51.100.3';
    for (let number = 0; number < 60; number += 1) await ask(`/api/v1/guess-${String(number)}`, address);
    await eventually('all of them', () => countOf(address) >= 56);
    expect(toldOf(address).length).toBeLessThan(12);
    for (const { paths, probes } of toldOf(address)) {
      expect(paths.length).toBeLessThanOrEqual(20);
      expect(probes).toEqual([]);
    }
  });

  it('count a forged token and a forbidden route, not a sign-in, an ended session or a page', async () => {
    const address = '198.51.100.4';
    const { accessToken } = await t.signIn();
    const forged = { Authorization: `Bearer ${accessToken.slice(0, -4)}AAAA` };
    for (let round = 0; round < 5; round += 1) await ask('/api/v1/auth/me/x', address, forged);
    await eventually('five that are not there', () => countOf(address) === 5);
    for (let round = 0; round < 5; round += 1) await ask('/api/v1/monitoring/login-attempts', address, forged);
    await eventually('the forged tokens', () => countOf(address) === 10);

    const quiet = '198.51.100.5';
    await t.addAccount('ended@example.org', 'admin');
    const own = { Authorization: `Bearer ${(await t.signIn('ended@example.org')).accessToken}` };
    await t.connection.collection('users').updateOne({ email: 'ended@example.org' }, { $set: { isActive: false } });
    const statuses = new Set<number>();
    for (let round = 0; round < 6; round += 1) {
      statuses.add(await ask('/api/v1/monitoring/login-attempts', quiet, own));
      const signIn = supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', quiet);
      await signIn.send({ email: `typo${String(round)}@example.org`, password: 'wrong-password-here' });
      expect(await ask('/admin/some/page', quiet)).toBe(200);
      await ask('/favicon.ico', quiet);
      await ask('/chunk-5QJ2KXQZ.js', quiet);
    }
    expect(statuses).toEqual(new Set([401]));
    // told after everything of the quiet address, which would have been told by then
    await ask('/.env', '198.51.100.6');
    await eventually('somebody else', () => toldOf('198.51.100.6').length > 0);
    expect(toldOf(quiet)).toEqual([]);
  });

  it('with hostile paths are shown in printable characters, and cut', async () => {
    const address = '198.51.100.7';
    await ask(`/.env/${'a'.repeat(900)}`, address);
    await ask('/.env/%00%0d%0aSet-Cookie:x', address);
    await ask('/.env/"<script>{$ne:1}', address);
    await eventually('them', () => countOf(address) === 3);
    for (const path of toldOf(address).flatMap(({ paths }) => paths)) expect(path).toMatch(/^[\x20-\x7e]{1,200}$/);
  });
});
