import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchUri } from '../support/app.js';
import { ServerProcess } from '../support/server-process.js';

let server: ServerProcess;

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  server = new ServerProcess({
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://classy.test',
    MONGODB_URI: scratchUri(),
    APP_SECRET: randomBytes(32).toString('hex'),
    AUDIT_KEY: randomBytes(32).toString('hex'),
    JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  await server.start();
}, 60_000);
afterAll(async () => {
  await server.dispose();
});

describe('a server in production that is told to end', () => {
  it('has written every line of its log', async () => {
    const ids = Array.from({ length: 5 }, (_, index) => `last-request-${String(index)}`);
    for (const id of ids) {
      await fetch(`${server.url}/api/v1/health/live`, { headers: { 'X-Request-Id': id } });
    }
    const output = await server.terminate();
    expect(ids.filter((id) => !output.includes(id))).toEqual([]);
  });
});
