import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { productionEnvironment } from '../../support/production.js';

// one answer of each kind: a page, files, the API, refusals, and what is not there
const ANSWERS: [string, string][] = [
  ['/', 'text/html; charset=utf-8'],
  ['/admin/monitoring', 'text/html; charset=utf-8'],
  ['/main-ABCDEFGH.js', 'text/javascript'],
  ['/i18n/en.json', 'application/json'],
  ['/api/docs-json', 'application/json; charset=utf-8'],
  ['/api/v1/auth/options', 'application/json; charset=utf-8'],
  ['/api/v1/account/sessions', 'application/json; charset=utf-8'],
  ['/api/v1/nowhere', 'application/json; charset=utf-8'],
  ['/nothing-here.js', 'text/plain; charset=utf-8'],
];

let t: TestApp;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'classy-root-'));
  const web = join(root, 'web');
  mkdirSync(join(web, 'i18n'), { recursive: true });
  writeFileSync(join(root, 'outside.json'), '"outside"');
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>The page</title>');
  writeFileSync(join(web, 'main-ABCDEFGH.js'), '0;');
  writeFileSync(join(web, 'i18n', 'en.json'), '{}');
  mkdirSync(join(web, '.git'));
  writeFileSync(join(web, '.git', 'config'), '[core]');
  t = await startApp({ ...productionEnvironment(), SECOND_FACTOR_POLICY: 'advised', WEB_ROOT: web });
});
afterAll(async () => {
  await t.close();
  rmSync(root, { recursive: true, force: true });
});

const ask = (path: string) => supertest(t.url).get(path);

/** Sends these very bytes. @returns the status lines of what came back */
async function sendRaw(lines: readonly string[]): Promise<string[]> {
  const text = await new Promise<string>((resolve, reject) => {
    let answer = '';
    const socket = connect(t.port, '127.0.0.1', () => socket.end(lines.join('\r\n')));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
  return text.split('\r\n').filter((line) => line.startsWith('HTTP/'));
}

describe('in production, every answer', () => {
  it.each(ANSWERS)('of %s holds the browser to https for a year, with all subdomains', async (path) => {
    expect((await ask(path)).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it.each(ANSWERS)('of %s is what its type says: %s', async (path, type) => {
    const { headers } = await ask(path);
    expect(headers['content-type']).toBe(type);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(ANSWERS)('of %s runs nothing foreign, and stands in no frame', async (path) => {
    const policy = String((await ask(path)).headers['content-security-policy']);
    for (const directive of ["default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(directive);
    }
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|http|\*)/);
  });

  it.each(ANSWERS)('of %s gives nothing away to other sites, nor about the server', async (path) => {
    const { headers } = await ask(path);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(Object.keys(headers).filter((name) => /^(server|x-powered-by|x-aspnet-version)$/.test(name))).toEqual([]);
  });
});

describe('in production', () => {
  it('a page lets the browser open its connections and its live stream over TLS only', async () => {
    const policy = String((await ask('/')).headers['content-security-policy']);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain('upgrade-insecure-requests');
  });

  it('an answer of the API may do nothing where a browser shows it as a page', async () => {
    expect((await ask('/api/v1/auth/options')).headers['content-security-policy']).toMatch(/; sandbox$/);
  });

  it('no answer about people is kept by a browser or on the way', async () => {
    const { accessToken } = await t.signIn(undefined, undefined, '127.0.0.1');
    for (const path of [
      'auth/me',
      'account/sessions',
      'account/sign-ins',
      'admin/users',
      'monitoring/login-attempts',
    ]) {
      const answer = await ask(`/api/v1/${path}`).set('Authorization', `Bearer ${accessToken}`);
      expect([path, answer.headers['cache-control']]).toEqual([path, 'no-store']);
    }
  });

  it('nothing that is for developers is there', async () => {
    expect((await ask('/api/v1/dev/mailbox')).status).toBe(404);
    expect((await ask('/api/v1/auth/options')).body.data.devMailbox).toBe(false);
  });

  it.each([
    '/i18n/',
    '/i18n',
    '/.git/',
    '/.git/config',
    '/.git/HEAD',
    '/../outside.json',
    '/..%2foutside.json',
    '/%2e%2e/outside.json',
  ])('no folder is listed, nothing hidden or outside is served: %s', async (path) => {
    const text = await new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(t.port, '127.0.0.1', () => {
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      });
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('close', () => {
        resolve(answer);
      });
      socket.on('error', reject);
    });
    expect(text).not.toMatch(/en\.json|\[core\]|"outside"/);
  });

  it('TRACE is not answered with what was sent', async () => {
    const answer = await supertest(t.url).trace('/api/v1/auth/options').set('X-Secret', 'echo-me');
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('echo-me');
  });

  it('a request whose end could be read in two ways is refused', async () => {
    const head = ['POST /api/v1/auth/login HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
    const hidden = ['0', '', 'GET /api/v1/health/live HTTP/1.1', 'Host: localhost', '', ''];
    const both = [...head, 'Content-Length: 4', 'Transfer-Encoding: chunked', '', ...hidden];
    const twice = [...head, 'Content-Length: 0', 'Content-Length: 44', '', ...hidden.slice(2)];
    const odd = [...head, 'Transfer-Encoding: xchunked', '', ...hidden];
    for (const request of [both, twice, odd]) expect(await sendRaw(request)).toEqual(['HTTP/1.1 400 Bad Request']);
  });

  it.each(['limit=10&limit=20', 'limit[]=10', 'limit[$gt]=1', 'outcome=failed&outcome[$ne]=failed'])(
    'a query that says something twice or in another shape is refused or taken as text: %s',
    async (query) => {
      const { accessToken } = await t.signIn(undefined, undefined, '127.0.0.1');
      const answer = await ask(`/api/v1/monitoring/login-attempts?${query}`).set(
        'Authorization',
        `Bearer ${accessToken}`,
      );
      expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
    },
  );

  it('what is asked for in the body counts there alone, not in the query', async () => {
    const answer = await supertest(t.url).post('/api/v1/auth/login?email=admin@example.org').send({ password: 'x' });
    expect(answer.body.error.details).toEqual([expect.objectContaining({ path: 'email' })]);
  });
});
