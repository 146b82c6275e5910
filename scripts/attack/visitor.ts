import type { Exchange, LoopbackHttp, Reply } from './loopback-http.ts';
import type { Attempt } from './scenario.ts';

type Request = Pick<Exchange, 'method' | 'path'> & { readonly body?: unknown };
type Id = string | undefined;

const API = '/api/v1';

/** One browser or machine: it keeps its cookies, its access token and, where it has one, its API key. */
export class Visitor {
  readonly address: string;
  readonly userAgent: string;
  bearer: string | null = null;
  private cookies = new Map<string, string>();

  /** @param address in canonical form */
  constructor(address: string, userAgent: string) {
    this.address = address;
    this.userAgent = userAgent;
  }

  /** An attempt of this visitor that is an errand. @param email whom it is about */
  errand(says: string, email: string, perform: (http: LoopbackHttp, id: Id) => Promise<Reply>): Attempt {
    return { email, password: '', address: this.address, userAgent: this.userAgent, errand: { says, perform } };
  }

  /** An attempt of this visitor that is one request. */
  request(method: Exchange['method'], path: string, email: string, body?: unknown): Attempt {
    return this.errand(`${method} ${path}`, email, async (http, id) => this.send(http, id, { method, path, body }));
  }

  /** Takes the cookies of somebody else, as they are at this moment. */
  steal(from: Visitor): void {
    this.cookies = new Map(from.cookies);
  }

  async send(http: LoopbackHttp, id: Id, { method, path, body }: Request, headers = {}): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await http.send({
      method,
      path,
      headers: {
        'X-Forwarded-For': this.address,
        'User-Agent': this.userAgent,
        ...(id === undefined ? {} : { 'X-Request-Id': id }),
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...(this.bearer === null ? {} : { Authorization: `Bearer ${this.bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of reply.setCookies) this.keep(line);
    return reply;
  }

  /** Signs in, at the console's door where it is an administrator. */
  async signIn(http: LoopbackHttp, id: Id, email: string, password: string): Promise<Reply> {
    this.bearer = null;
    const reply = await this.send(http, id, {
      method: 'POST',
      path: `${API}/auth/login`,
      body: { email, password },
    });
    this.bearer = textIn(reply, 'accessToken');
    return reply;
  }

  /** Exchanges the refresh token that it has. */
  async refresh(http: LoopbackHttp, id: Id): Promise<Reply> {
    const csrf = await this.send(http, undefined, { method: 'GET', path: `${API}/auth/csrf-token` });
    const token = textIn(csrf, 'csrfToken') ?? '';
    const request = { method: 'POST' as const, path: `${API}/auth/refresh`, body: {} };
    const reply = await this.send(http, id, request, { 'X-XSRF-TOKEN': token });
    this.bearer = textIn(reply, 'accessToken') ?? this.bearer;
    return reply;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';', 1);
    const at = pair.indexOf('=');
    if (at > 0) this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** A text of the answer's data, at a path such as `apiKey.id`; null where there is none. */
export function textIn(reply: Reply, path: string): string | null {
  let value: unknown = dataOf(reply);
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' ? value : null;
}

/** The data of an answer of the API; null where it is none, or a failure. */
export function dataOf(reply: Reply): unknown {
  try {
    const { data } = JSON.parse(reply.body) as { readonly data?: unknown };
    return data ?? null;
  } catch {
    return null;
  }
}
