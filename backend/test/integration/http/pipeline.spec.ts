import { embedHosts } from '@classy-book/contracts/lesson-blocks';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';

let t: TestApp;

beforeAll(async () => {
  t = await startApp({ CORS_ORIGINS: 'https://app.example.org' });
});
afterAll(async () => {
  await t.close();
});

describe('every answer', () => {
  it('carries the security headers', async () => {
    const { headers } = await supertest(t.url).get('/api/docs');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('lets pages show frames of the hosts whose pages may stand in a lesson, and of no others', async () => {
    const { headers } = await supertest(t.url).get('/api/docs');
    const frames = /frame-src ([^;]*)/.exec(headers['content-security-policy'] ?? '')?.[1]?.split(' ');
    expect(frames).toEqual(embedHosts.map((host) => `https://${host}`));
  });

  it('carries a request id: the one that was sent where it is harmless, else a new one', async () => {
    const kept = await supertest(t.url).get('/api/v1/nowhere').set('X-Request-Id', 'trace-1234567890');
    expect(kept.headers['x-request-id']).toBe('trace-1234567890');
    expect(kept.body.error.requestId).toBe('trace-1234567890');
    const replaced = await supertest(t.url).get('/api/v1/nowhere').set('X-Request-Id', 'a"} forged log line {"');
    expect(replaced.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });

  it('may be kept by nobody where it carries tokens', async () => {
    const answer = await supertest(t.url).get('/api/v1/auth/csrf-token');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('says in the envelope that there is nothing, for a route that does not exist', async () => {
    const answer = await supertest(t.url).get('/api/v1/nowhere?secret=1');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    expect(answer.body.error.message).not.toContain('secret');
  });
});

describe('pages of other sites', () => {
  it.each([
    ['https://app.example.org', 'https://app.example.org'],
    ['https://evil.example', undefined],
    ['https://app.example.org.evil.example', undefined],
    ['null', undefined],
  ])('of %s may read answers: %s', async (origin, allowed) => {
    const answer = await supertest(t.url).get('/api/v1/health/live').set('Origin', origin);
    expect(answer.headers['access-control-allow-origin']).toBe(allowed);
  });
});

describe('a page of an origin that is allowed', () => {
  it('may send pieces of a file, and read how far they are', async () => {
    const origin = 'https://app.example.org';
    const asked = await supertest(t.url)
      .options(`/api/v1/files/uploads/${'f'.repeat(24)}`)
      .set({ Origin: origin, 'Access-Control-Request-Method': 'PATCH' })
      .set('Access-Control-Request-Headers', 'authorization,tus-resumable,upload-offset');
    expect(asked.headers['access-control-allow-methods']).toContain('PATCH');
    expect(asked.headers['access-control-allow-headers']).toContain('upload-offset');
    const { headers } = await supertest(t.url).head('/api/v1/files/uploads/none').set('Origin', origin);
    const exposed = headers['access-control-expose-headers'] ?? '';
    for (const name of ['Location', 'Upload-Offset', 'Upload-Length', 'Upload-Expires'])
      expect(exposed).toContain(name);
  });
});

describe('health', () => {
  it('says that the process lives and that the database answers', async () => {
    const live = await supertest(t.url).get('/api/v1/health/live');
    const ready = await supertest(t.url).get('/api/v1/health/ready');
    expect(live.body.data.status).toBe('ok');
    expect(ready.status).toBe(200);
    const checks = Object.fromEntries(
      (ready.body.data.checks as { name: string; status: string }[]).map(({ name, status }) => [name, status]),
    );
    expect(checks).toEqual({
      database: 'up',
      redis: 'not_configured',
      disk: 'up',
      storage: 'up',
      mail: 'not_configured',
    });
  });
});

describe('the API documentation', () => {
  it('describes every route, with the shape of its body', async () => {
    const { body } = await supertest(t.url).get('/api/docs-json');
    const login = body.paths['/api/v1/auth/login'].post.requestBody.content['application/json'].schema;
    expect(Object.keys(login.properties)).toEqual(['email', 'password', 'rememberMe']);
    expect(login.additionalProperties).toBe(false);
    expect((await supertest(t.url).get('/api/docs')).status).toBe(200);
  });
});
