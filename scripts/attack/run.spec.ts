import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answered, runScenario } from './run.ts';
import { TargetError } from './target.ts';

interface Seen {
  readonly email: string;
  readonly password: string;
  readonly forwardedFor: string | undefined;
  readonly requestId: string | undefined;
  readonly cookie: string | undefined;
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Respond = (seen: Seen, response: ServerResponse, number: number) => void;

/** A server that speaks the sign-in part of the API as `respond` says, and keeps what it saw. */
async function api(respond: Respond): Promise<{ origin: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/api/v1/health/live') {
      send(response, 200, { success: true, data: {} });
      return;
    }
    const body = JSON.parse(await text(request)) as { email: string; password: string };
    const header = (name: string): string | undefined => request.headers[name]?.toString();
    const entry = { ...body, forwardedFor: header('x-forwarded-for'), requestId: header('x-request-id') };
    seen.push({ ...entry, cookie: header('cookie') });
    respond({ ...entry, cookie: header('cookie') }, response, seen.length);
  };
  const listening = createServer((request, response) => void handle(request, response));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${String((listening.address() as AddressInfo).port)}`, seen };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  send(response, status, { success: false, error: { code, message: '', requestId: '' } });
}

const likeTheRules: Respond = (_seen, response, number) => {
  if (number < 5) refuse(response, 401, 'INVALID_CREDENTIALS');
  else if (number === 5) refuse(response, 429, 'ACCOUNT_LOCKED');
  else refuse(response, 403, 'ADDRESS_BLOCKED');
};

describe('a run of the simulator', () => {
  it('counts what the server answered, and says when the lock and the block came', async () => {
    const { origin, seen } = await api(likeTheRules);
    const report = await runScenario({ scenario: 'brute-force', target: origin, rate: 200, count: 20, inFlight: 1 });
    expect(seen).toHaveLength(20);
    expect(report).toMatchObject({ sent: 20, answered: 20, unanswered: 0, accounts: 1, addresses: 1 });
    expect(report.codes).toEqual({ ADDRESS_BLOCKED: 15, INVALID_CREDENTIALS: 4, ACCOUNT_LOCKED: 1 });
    expect(report.firstLock?.attempt).toBe(5);
    expect(report.firstBlock?.attempt).toBe(6);
    expect(report.latency.max).toBeGreaterThan(0);
  });

  it('sends exactly what a seed stands for, with the client address and an id that the caller learns', async () => {
    const { origin, seen } = await api((_seen, response) => {
      refuse(response, 401, 'INVALID_CREDENTIALS');
    });
    const answered: Answered[] = [];
    const run = {
      scenario: 'credential-stuffing',
      target: origin,
      rate: 500,
      count: 30,
      seed: 9,
      inFlight: 1,
    } as const;
    await runScenario({ ...run, onAnswer: (one) => answered.push(one) });
    await runScenario(run);
    const strip = ({ email, password, forwardedFor }: Seen) => ({ email, password, forwardedFor });
    expect(seen.slice(30).map(strip)).toEqual(seen.slice(0, 30).map(strip));
    expect(answered.map(({ requestId }) => requestId)).toEqual(seen.slice(0, 30).map(({ requestId }) => requestId));
    expect(answered.map(({ attempt }) => attempt.address)).toEqual(seen.slice(0, 30).map((one) => one.forwardedFor));
    expect(new Set(seen.map(({ requestId }) => requestId)).size).toBe(60);
    for (const { requestId } of seen) expect(requestId).toMatch(/^[\w-]{8,64}$/);
  });

  it('keeps the cookie of a device that got in, and no session', async () => {
    const { origin, seen } = await api((_seen, response) => {
      const cookies = ['classy_refresh=secret; HttpOnly', 'classy_device=known; HttpOnly'];
      response.setHeader('set-cookie', cookies);
      send(response, 200, { success: true, data: {} });
    });
    const people = { accounts: ['ann@example.org'], password: 'Correct-horse-7' };
    const report = await runScenario({
      ...people,
      scenario: 'normal',
      target: origin,
      rate: 500,
      count: 60,
      inFlight: 1,
    });
    expect(report.codes).toEqual({ SIGNED_IN: 60 });
    const sent = new Set(seen.map(({ cookie }) => cookie));
    expect(sent).toEqual(new Set([undefined, 'classy_device=known']));
  });

  it('plays a scenario with an end to its end, one step after the other, each with what came before', async () => {
    const bearers: (string | undefined)[] = [];
    let running = 0;
    let most = 0;
    const listening = createServer((request, response) => {
      running += 1;
      most = Math.max(most, running);
      bearers.push(request.headers.authorization);
      const data = request.url?.endsWith('/login') === true ? { accessToken: 'a.b.c' } : {};
      setImmediate(() => {
        running -= 1;
        send(response, 200, { success: true, data });
      });
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${String((listening.address() as AddressInfo).port)}`;
    const report = await runScenario({
      scenario: 'mass-export',
      variant: 'both',
      target,
      rate: 1_000,
      accounts: ['admin@example.org'],
      password: 'Correct-horse-7',
    });
    expect(report).toMatchObject({ sent: 13, codes: { OK: 13 }, variant: 'both', accounts: 1, addresses: 1 });
    expect(most).toBe(1);
    // the look whether anybody is there, the sign-in, the files
    expect(bearers).toEqual([undefined, undefined, ...Array.from({ length: 12 }, () => 'Bearer a.b.c')]);
  });

  it('sends nothing where an account is missing', async () => {
    const { origin, seen } = await api(likeTheRules);
    await expect(runScenario({ scenario: 'dormant-account', target: origin })).rejects.toThrow('--account');
    await expect(runScenario({ scenario: 'scanner', variant: 'none', target: origin })).rejects.toThrow(RangeError);
    expect(seen).toEqual([]);
  });

  it('goes on when the server breaks connections or answers with something else, and counts that apart', async () => {
    const { origin } = await api((_seen, response, number) => {
      if (number % 3 === 0) response.destroy();
      else if (number % 3 === 1) response.writeHead(502).end('<h1>Bad gateway</h1>');
      else refuse(response, 503, 'SERVICE_UNAVAILABLE');
    });
    const report = await runScenario({ scenario: 'brute-force', target: origin, rate: 200, count: 9, inFlight: 1 });
    expect(report.codes).toEqual({ CUT_OFF: 3, 'HTTP 502': 3, SERVICE_UNAVAILABLE: 3 });
    expect(report).toMatchObject({ sent: 9, answered: 6, unanswered: 3 });
  });

  it('ends early when it is told to, with the figures up to then', async () => {
    const { origin } = await api(likeTheRules);
    const stop = new AbortController();
    const report = await runScenario({
      scenario: 'brute-force',
      target: origin,
      rate: 20,
      seconds: 600,
      inFlight: 1,
      signal: stop.signal,
      onAnswer: ({ number }) => {
        if (number === 3) stop.abort();
      },
    });
    expect(report).toMatchObject({ interrupted: true, sent: 3, answered: 3 });
  });

  it('does not start where nobody listens, and says so in one sentence', async () => {
    const { origin } = await api(likeTheRules);
    server?.close();
    const run = runScenario({ scenario: 'normal', target: origin });
    await expect(run).rejects.toThrow(`Nothing answers at ${origin}. Start Classy Book with "npm start"`);
  });

  it('does not start where something else listens', async () => {
    const other = createServer((_request, response) => response.writeHead(200).end('hello'));
    server = other;
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
    await expect(runScenario({ scenario: 'normal', target: origin })).rejects.toThrow(TargetError);
  });
});
