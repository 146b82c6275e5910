import { randomBytes } from 'node:crypto';
import { type Account, someAddress } from './fixtures';

/** What a sign-in was answered: the status and the error code, null where it succeeded. */
export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly accessToken: string | null;
}

/** A client outside the browser that tries to sign in, from an address of its own. */
export class Attacker {
  constructor(
    private readonly baseUrl: string,
    readonly address: string = someAddress(),
    readonly account: string = `victim-${randomBytes(5).toString('hex')}@example.org`,
  ) {}

  async signIn(password: string, email: string = this.account): Promise<Answer> {
    const response = await fetch(`${this.baseUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': this.address, 'User-Agent': 'curl/8.9.1' },
      body: JSON.stringify({ email, password }),
    });
    const body = (await response.json()) as { error?: { code: string }; data?: { accessToken: string } };
    return { status: response.status, code: body.error?.code ?? null, accessToken: body.data?.accessToken ?? null };
  }

  /** Wrong passwords one after the other; gives the codes of the answers. */
  async guess(times: number): Promise<readonly (string | null)[]> {
    const codes: (string | null)[] = [];
    for (let index = 0; index < times; index += 1) codes.push((await this.signIn(`wrong ${String(index)}`)).code);
    return codes;
  }
}

/** The status of a call with an access token. */
export async function statusWith(baseUrl: string, token: string, path: string): Promise<number> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  return response.status;
}

/** Lifts every lock and every block, so that a test sees those that it makes itself. */
export async function clearDefences(baseUrl: string, admin: Account): Promise<void> {
  const { accessToken } = await new Attacker(baseUrl, someAddress(), admin.email).signIn(admin.password);
  const headers = { Authorization: `Bearer ${accessToken ?? ''}`, 'Content-Type': 'application/json' };
  const list = async (path: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, { headers });
    return ((await response.json()) as { data: Readonly<Record<string, string>>[] }).data;
  };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${baseUrl}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  for (const { email } of await list('/admin/accounts/locked')) await post('/admin/accounts/unlock', { email });
  for (const { range } of await list('/monitoring/blocked-ips?limit=100')) {
    await post('/monitoring/unblock-ip', { address: range });
  }
}
