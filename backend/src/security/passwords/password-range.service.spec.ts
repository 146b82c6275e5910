import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppConfig } from '../../config/app-config.js';
import { PasswordRangeService } from './password-range.service.js';

const BREACHED = 'a breached one';
const digest = createHash('sha1').update(BREACHED).digest('hex').toUpperCase();

let server: Server;
let url: string;
let asked: string[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${String(request.url)} ${String(request.headers['add-padding'])}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});
afterEach(() => {
  asked = [];
  vi.restoreAllMocks();
});

const service = (passwordRangeUrl: string | null = `${url}range/`) =>
  new PasswordRangeService({ accounts: { passwordRangeUrl } } as AppConfig);
const lines =
  (...list: string[]) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    response.end(list.join('\r\n'));
const silence = () => vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

describe('the service for breached passwords', () => {
  it('is told five of the forty digits of the SHA-1, and finds the password', async () => {
    answer = lines(`${'0'.repeat(35)}:3`, `${digest.slice(5)}:42`);
    expect(await service().isBreached(BREACHED)).toBe(true);
    expect(asked).toEqual([`/range/${digest.slice(0, 5)} true`]);
  });

  it('does not find one by a line of padding, nor another one', async () => {
    answer = lines(`${digest.slice(5)}:0`);
    expect(await service().isBreached(BREACHED)).toBe(false);
    answer = lines(`${'0'.repeat(35)}:3`);
    expect(await service().isBreached(BREACHED)).toBe(false);
  });

  it('is not asked where it is not configured', async () => {
    expect(await service(null).isBreached(BREACHED)).toBe(false);
    expect(asked).toEqual([]);
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['answers with an error', (_request, response) => response.writeHead(500).end()],
    ['sends elsewhere', (_request, response) => response.writeHead(302, { location: `${url}elsewhere` }).end()],
    ['hangs up', (request) => request.socket.destroy()],
    ['never ends', (_request, response) => response.end('A'.repeat(300_000))],
  ])('lets the password pass with a log line where it %s, and follows it nowhere', async (_what, behaviour) => {
    answer = behaviour;
    const warned = silence();
    expect(await service().isBreached(BREACHED)).toBe(false);
    expect(warned).toHaveBeenCalledOnce();
    expect(JSON.stringify(warned.mock.calls)).not.toContain(BREACHED);
    expect(asked).toHaveLength(1);
  });
});
