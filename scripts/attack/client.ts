import { LoopbackHttp, type Reply } from './loopback-http.ts';
import type { Attempt, Errand } from './scenario.ts';
import type { Target } from './target.ts';

/**
 * What came back. `code` is `SIGNED_IN`, `OK` for what is no sign-in, the error code of the answer, `HTTP 502` for an
 * answer that is not the API's, or why there was none: `REFUSED`, `CUT_OFF`, `TIMED_OUT`.
 */
export interface Answer {
  readonly code: string;
  /** The HTTP status; null where there was no answer. */
  readonly status: number | null;
  readonly milliseconds: number;
}

const SIGN_IN_PATH = '/api/v1/auth/login';
const ALIVE_PATH = '/api/v1/health/live';
const DEVICE_COOKIE = /^(__Host-)?classy_device=/;
const MAX_DEVICES = 1_000;

/** Tries to sign in, in the part of a proxy on this machine that passes on what its clients send. */
export class SignInClient {
  private readonly target: Target;
  private readonly http: LoopbackHttp;
  // the cookies of devices by name; the oldest goes when there are too many
  private readonly cookies = new Map<string, string>();

  /** @param connections how many connections there are at most */
  constructor(target: Target, connections: number) {
    this.target = target;
    this.http = new LoopbackHttp(target, connections);
  }

  /**
   * Asks whether Classy Book is there.
   * @returns null, or a sentence that says what is wrong
   */
  async problem(): Promise<string | null> {
    const { origin } = this.target;
    try {
      const reply = await this.http.send({ method: 'GET', path: ALIVE_PATH });
      if (reply.status === 200 && read(reply.body)?.success === true) return null;
      return `What answers at ${origin} is not Classy Book, or it is not well (${ALIVE_PATH} says ${String(reply.status)}).`;
    } catch (error) {
      return failureCode(error) === 'REFUSED'
        ? `Nothing answers at ${origin}. Start Classy Book with "npm start", or name another address with --target.`
        : `${origin} does not answer as it should. Is it Classy Book?`;
    }
  }

  /**
   * Makes one attempt. Never throws: what went wrong is the answer.
   * @param requestId the id under which the server keeps it; the server chooses one where it is left out
   */
  async make(attempt: Attempt, requestId?: string): Promise<Answer> {
    return attempt.errand === undefined
      ? await this.signIn(attempt, requestId)
      : await this.run(attempt.errand, requestId);
  }

  private async signIn(attempt: Attempt, requestId?: string): Promise<Answer> {
    const cookie = attempt.device === undefined ? undefined : this.cookies.get(attempt.device);
    const headers = {
      'X-Forwarded-For': attempt.address,
      'User-Agent': attempt.userAgent,
      ...(requestId === undefined ? {} : { 'X-Request-Id': requestId }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
    };
    const body = JSON.stringify({ email: attempt.email, password: attempt.password });
    const start = performance.now();
    try {
      const reply = await this.http.send({ method: 'POST', path: SIGN_IN_PATH, headers, body });
      if (reply.status === 200 && attempt.device !== undefined) this.remember(attempt.device, reply.setCookies);
      return { code: codeOf(reply), status: reply.status, milliseconds: performance.now() - start };
    } catch (error) {
      return { code: failureCode(error), status: null, milliseconds: performance.now() - start };
    }
  }

  private async run(errand: Errand, requestId?: string): Promise<Answer> {
    const start = performance.now();
    try {
      const reply = await errand.perform(this.http, requestId);
      const code = reply.status < 400 ? 'OK' : codeOf(reply);
      return { code, status: reply.status, milliseconds: performance.now() - start };
    } catch (error) {
      return { code: failureCode(error), status: null, milliseconds: performance.now() - start };
    }
  }

  /** Closes the connections. */
  close(): void {
    this.http.close();
  }

  // only the cookie that makes the device known: every visit opens a session of its own
  private remember(device: string, setCookies: readonly string[]): void {
    const pairs = setCookies.map((line) => line.split(';', 1)[0] ?? '');
    const known = pairs.find((pair) => DEVICE_COOKIE.test(pair));
    if (known === undefined) return;
    const oldest = this.cookies.keys().next();
    if (this.cookies.size >= MAX_DEVICES && oldest.done !== true) this.cookies.delete(oldest.value);
    this.cookies.set(device, known);
  }
}

function codeOf(reply: Reply): string {
  const body = read(reply.body);
  if (body?.success === true && reply.status === 200) return 'SIGNED_IN';
  const code = body?.success === false ? body.error?.code : undefined;
  return typeof code === 'string' ? code : `HTTP ${String(reply.status)}`;
}

function read(body: string): { success?: unknown; error?: { code?: unknown } } | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function failureCode(error: unknown): 'REFUSED' | 'TIMED_OUT' | 'CUT_OFF' {
  if (error instanceof AggregateError) return failureCode(error.errors[0]);
  if (!(error instanceof Error)) return 'CUT_OFF';
  if ('code' in error && error.code === 'ECONNREFUSED') return 'REFUSED';
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'TIMED_OUT' : 'CUT_OFF';
}
