import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { Writable } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loggerOptions } from '../../../src/common/http/logger-options.js';
import { requestIdFrom } from '../../../src/common/http/request-id.js';
import { loadConfig } from '../../../src/config/load-config.js';

const lines: string[] = [];
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});
let port: number;
let stop: () => Promise<void>;

// the product's own log settings around a server that says back what it was told
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'classy-log-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    MONGODB_URI: 'mongodb://not-used/log',
    LOG_LEVEL: 'info',
    DATA_DIR: dataDir,
  });
  const options = loggerOptions(config);
  const { level = 'info', redact } = options;
  const log = pinoHttp({ ...options, logger: pino({ level, ...(redact === undefined ? {} : { redact }) }, sink) });
  const server = createServer((incoming, answer) => {
    Object.assign(incoming, { id: requestIdFrom(incoming.headers['x-request-id']), clientAddress: '192.0.2.1' });
    log(incoming, answer);
    incoming.log.info({ password: 'hunter2', body: { token: 'secret-token' } }, `saw ${String(incoming.url)}`);
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  stop = async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(dataDir, { recursive: true });
  };
});
afterAll(async () => {
  await stop();
});

async function ask(path: string, headers: Record<string, string>): Promise<string[]> {
  lines.length = 0;
  await new Promise((resolve, reject) => {
    const outgoing = request({ port, path, headers, agent: false }, (answer) => {
      answer.resume().on('end', resolve);
    });
    outgoing.on('error', reject).end();
  });
  await new Promise((resolve) => setImmediate(resolve));
  return lines
    .join('')
    .split('\n')
    .filter((line) => line !== '');
}

describe('the log', () => {
  it.each([
    ['a forged line in the address', '/%0a%7b%22level%22:60,%22msg%22:%22forged%22%7d', {}],
    ['a line break in a query', '/?a=%0d%0aforged', {}],
    ['a forged request id', '/', { 'X-Request-Id': '{"level":60,"msg":"forged"}' }],
    ['a forged user agent', '/', { 'User-Agent': '"} {"level":60,"msg":"forged"}' }],
    ['colours of a terminal', '/%1b%5b31mred', { 'X-Request-Id': '[31mred' }],
  ])('keeps one line of JSON for one entry, in spite of %s', async (_name, path, headers) => {
    const written = await ask(path, headers);
    expect(written.length).toBe(2);
    for (const line of written) {
      const entry = JSON.parse(line) as { level: number; msg: string };
      expect(entry.level).toBe(30);
      expect(line).not.toMatch(/\p{Cc}/u);
    }
  });

  it('holds no password, no token and no cookie', async () => {
    const written = (
      await ask('/', {
        Cookie: '__Host-classy_refresh=refresh-secret',
        Authorization: 'Bearer access-secret',
        'X-XSRF-TOKEN': 'csrf-secret',
      })
    ).join('\n');
    expect(written).toContain('"saw /"');
    expect(written).not.toMatch(/hunter2|secret/);
  });
});
