import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppConfig } from '../../config/app-config.js';
import { WebhookTransport } from './webhook-transport.js';

let server: Server;
let port: number;
let hits: number;

beforeEach(async () => {
  hits = 0;
  server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(200).end('x'.repeat(200_000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function transport(allow: readonly string[], addresses: readonly string[]): WebhookTransport {
  const config = { production: false, outward: { webhookAllowPrivate: allow } } as unknown as AppConfig;
  const made = new WebhookTransport(config);
  const answers = [...addresses];
  // each question is answered with the next address, as a name does whose owner means harm
  made.resolve = () => {
    const address = answers.length > 1 ? answers.shift() : answers[0];
    return address === undefined ? Promise.reject(new Error('no')) : Promise.resolve([{ address, family: 4 }]);
  };
  return made;
}

describe('a webhook on its way', () => {
  it('goes to the address that was looked up, and keeps the first 1,000 characters of the answer', async () => {
    const sent = await transport(['127.0.0.1/32'], ['127.0.0.1']).send(
      `http://hooks.example:${String(port)}/`,
      {},
      '{}',
    );
    expect(sent).toMatchObject({ status: 200, problem: null, answer: 'x'.repeat(1_000) });
    expect(hits).toBe(1);
  });

  it('goes nowhere where the name leads into the house when it is sent, whatever it said before', async () => {
    const rebinding = transport([], ['93.184.216.34', '127.0.0.1']);
    const url = `http://rebinding.example:${String(port)}/`;
    expect(await rebinding.check(url)).toBeInstanceOf(URL);
    expect(await rebinding.send(url, {}, '{}')).toMatchObject({ status: null, problem: 'address_refused' });
    expect(hits).toBe(0);
  });

  it('is looked up once for each connection: what was checked is where it goes', async () => {
    const once = transport(['127.0.0.1/32'], ['127.0.0.1', '169.254.169.254']);
    const sent = await once.send(`http://rebinding.example:${String(port)}/`, {}, '{}');
    expect(sent).toMatchObject({ status: 200 });
  });

  it('goes nowhere where its address stands in the URL and is not allowed any more', async () => {
    const sent = await transport([], []).send(`http://127.0.0.1:${String(port)}/`, {}, '{}');
    expect(sent).toMatchObject({ problem: 'address_refused' });
    expect(hits).toBe(0);
  });

  it('is refused at once where its name leads into the house, and accepted where the name is not known yet', async () => {
    expect(await transport([], ['10.0.0.1']).check('https://intranet.example/')).toBe('address');
    expect(await transport([], []).check('https://not-yet.example/')).toBeInstanceOf(URL);
  });

  it('says when the name is not known', async () => {
    expect(await transport([], []).send('http://unknown.example/', {}, '{}')).toMatchObject({ problem: 'unresolved' });
  });

  it('says when nobody is there', async () => {
    const free = transport(['127.0.0.1/32'], ['127.0.0.1']);
    await new Promise((resolve) => server.close(resolve));
    expect(await free.send(`http://gone.example:${String(port)}/`, {}, '{}')).toMatchObject({ problem: 'connection' });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
});
