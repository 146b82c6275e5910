import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppConfig } from '../../config/app-config.js';
import { PasswordRangeService } from './password-range.service.js';

const BREACHED = 'a breached one';

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

const service = () => new PasswordRangeService({ accounts: { passwordRangeUrl: `${url}range/` } } as AppConfig);
const silence = () => vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

describe('the service for breached passwords', () => {
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
