import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountsApp, startAccountsApp } from './accounts-app.js';

const BREACHED = 'an old lighthouse of glass';
const PADDED = 'a young lighthouse of glass';

let t: AccountsApp;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: IncomingMessage[] = [];

function digest(password: string): string {
  return createHash('sha1').update(password).digest('hex').toUpperCase();
}

beforeAll(async () => {
  answer = (_request, response) => {
    response.end(`${digest(BREACHED).slice(5)}:17\r\n${digest(PADDED).slice(5)}:0\r\n`);
  };
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  t = await startAccountsApp({ PASSWORD_RANGE_URL: `http://127.0.0.1:${String(port)}/range` });
});
afterAll(async () => {
  await t.close();
  server.closeAllConnections();
  server.close();
});

async function register(password: string) {
  return await t.post('/auth/register', { email: 'ada@example.org', password, firstName: 'Ada', lastName: 'King' });
}

describe('the service that knows breached passwords', () => {
  it('is told five digits of a hash and nothing else, and keeps a breached password out', async () => {
    const refused = await register(BREACHED);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'WEAK_PASSWORD']);
    expect(asked[0]?.url).toBe(`/range/${digest(BREACHED).slice(0, 5)}`);
    expect(asked[0]?.headers).toMatchObject({ 'add-padding': 'true' });
    expect(JSON.stringify(asked[0]?.headers)).not.toContain('ada@');
  });

  it('pads its answer with lines that were seen zero times, which count for nothing', async () => {
    expect((await register(PADDED)).status).toBe(202);
  });

  it('is not asked about what is refused anyway', async () => {
    asked.length = 0;
    expect((await register('password123')).body.error.code).toBe('WEAK_PASSWORD');
    expect(asked).toHaveLength(0);
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['fails', (_request, response) => response.writeHead(500).end()],
    ['hangs', () => undefined],
    ['sends the caller elsewhere', (_request, response) => response.writeHead(302, { Location: '/elsewhere' }).end()],
    ['hangs up', (request) => request.socket.destroy()],
    ['sends without end', (_request, response) => response.end('A'.repeat(5_000_000))],
  ])('may fail: the password is accepted when it %s', async (_what, behaviour) => {
    answer = behaviour;
    expect((await register('some tall lighthouse of paper')).status).toBe(202);
  });
});
