import { LoopbackHttp, type Reply } from '../attack/loopback-http.ts';
import type { Target } from '../attack/target.ts';

/** A session as a client holds it. */
export interface ClientSession {
  accessToken: string;
  /** The cookies to send, ready for the header. */
  cookies: Map<string, string>;
  csrfToken: string;
}

const USER_AGENT = 'classy-book-bench';

/** The part of the API that the benchmarks use. */
export class Api {
  private readonly http: LoopbackHttp;

  /** @param connections how many connections there are at most */
  constructor(target: Target, connections: number) {
    this.http = new LoopbackHttp(target, connections);
  }

  /**
   * Signs in.
   * @param address the client's address, which the proxy names
   * @param before an earlier session of the same browser, whose cookies it sends along
   * @throws Error where it is refused
   */
  async signIn(email: string, password: string, address: string, before?: ClientSession): Promise<ClientSession> {
    const headers: Record<string, string> = { 'X-Forwarded-For': address, 'User-Agent': USER_AGENT };
    if (before !== undefined) headers['Cookie'] = cookieHeader(before);
    const body = JSON.stringify({ email, password });
    const reply = await this.http.send({ method: 'POST', path: '/api/v1/auth/login', headers, body });
    const { accessToken } = dataOf(reply) as { accessToken: string };
    return { accessToken, cookies: keepCookies(new Map(before?.cookies), reply), csrfToken: '' };
  }

  /** Gets the CSRF token that refreshing needs. */
  async prepareRefresh(session: ClientSession): Promise<void> {
    const reply = await this.http.send({
      method: 'GET',
      path: '/api/v1/auth/csrf-token',
      headers: { Cookie: cookieHeader(session) },
    });
    session.csrfToken = (dataOf(reply) as { csrfToken: string }).csrfToken;
    keepCookies(session.cookies, reply);
  }

  /**
   * Uses the refresh token; the session holds its successor afterwards.
   * @throws Error where it is refused
   */
  async refresh(session: ClientSession): Promise<void> {
    const headers = { Cookie: cookieHeader(session), 'X-XSRF-TOKEN': session.csrfToken, 'User-Agent': USER_AGENT };
    const reply = await this.http.send({ method: 'POST', path: '/api/v1/auth/refresh', headers });
    session.accessToken = (dataOf(reply) as { accessToken: string }).accessToken;
    keepCookies(session.cookies, reply);
  }

  close(): void {
    this.http.close();
  }
}

function dataOf(reply: Reply): unknown {
  if (reply.status !== 200) throw new Error(`the server answered ${String(reply.status)}: ${reply.body.slice(0, 300)}`);
  return (JSON.parse(reply.body) as { data: unknown }).data;
}

function keepCookies(cookies: Map<string, string>, reply: Reply): Map<string, string> {
  for (const line of reply.setCookies) {
    const pair = line.split(';', 1)[0] ?? '';
    const split = pair.indexOf('=');
    if (split > 0) cookies.set(pair.slice(0, split), pair.slice(split + 1));
  }
  return cookies;
}

function cookieHeader({ cookies }: ClientSession): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
