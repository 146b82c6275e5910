import supertest from 'supertest';
import { ADMIN, type TestApp } from './app.js';

/** A client with a cookie jar that fetches the CSRF token as a page would. */
export interface Browser {
  readonly agent: ReturnType<typeof supertest.agent>;
  readonly cookies: Map<string, string>;
  post(path: string, headers?: Record<string, string>): Promise<supertest.Response>;
}

/** Signs in like a page, and keeps the cookies. */
export async function openBrowser(t: TestApp, address: string, credentials: object = ADMIN): Promise<Browser> {
  const agent = supertest.agent(t.url);
  const cookies = new Map<string, string>();
  const keep = (response: supertest.Response): supertest.Response => {
    const lines = (response.headers['set-cookie'] ?? []) as unknown as string[];
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const signedIn = keep(await agent.post('/api/v1/auth/login').set('X-Forwarded-For', address).send(credentials));
  if (signedIn.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(signedIn.body)}`);
  keep(await agent.get('/api/v1/auth/csrf-token').set('X-Forwarded-For', address));
  return {
    agent,
    cookies,
    post: async (path, headers = {}) =>
      keep(
        await agent
          .post(path)
          .set('X-Forwarded-For', address)
          .set('X-XSRF-TOKEN', cookies.get('XSRF-TOKEN') ?? '')
          .set(headers),
      ),
  };
}

/** Sends a write with exactly these cookies and this CSRF token, as a thief or another tab would. */
export function rawPost(t: TestApp, path: string, cookies: Record<string, string>, csrfToken: string) {
  const header = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  return supertest(t.url).post(path).set('Cookie', header).set('X-XSRF-TOKEN', csrfToken);
}
