import type { HttpAdapterHost } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import type { AppConfig } from '../../config/app-config.js';
import { RelyingParty } from './relying-party.js';

function relyingParty(publicUrl: string, production = false, allowedOrigins: readonly string[] = []): RelyingParty {
  const config = { production, server: { publicUrl, allowedOrigins } } as unknown as AppConfig;
  const address = { address: '127.0.0.1', family: 'IPv4', port: 4321 };
  const adapter = { httpAdapter: { getHttpServer: () => ({ address: () => address }) } } as unknown as HttpAdapterHost;
  return new RelyingParty(config, adapter);
}

describe('what passkeys are bound to', () => {
  it.each([
    ['https://learn.example.org', 'learn.example.org', true],
    ['http://localhost:3000', 'localhost', true],
    ['http://learn.example.org', 'learn.example.org', false],
    ['https://192.0.2.1', '192.0.2.1', false],
    ['https://[2001:db8::1]', '[2001:db8::1]', false],
  ])('at %s is %s', (url, id, available) => {
    expect(relyingParty(url)).toMatchObject({ id, available });
  });

  it('in a local start is also the port that it listens on, and never another', () => {
    expect(relyingParty('http://localhost:0').origins()).toEqual(['http://localhost:0', 'http://localhost:4321']);
  });

  it('in production is the public address and what was allowed, whatever it listens on', () => {
    const origins = relyingParty('https://learn.example.org', true, ['https://app.example.org']).origins();
    expect(origins).toEqual(['https://learn.example.org', 'https://app.example.org']);
    expect(relyingParty('http://localhost:3000', true).origins()).toEqual(['http://localhost:3000']);
  });
});
