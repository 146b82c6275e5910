import { randomBytes } from 'node:crypto';
import { someAddress } from './fixtures';

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
