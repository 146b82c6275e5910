import type { AuthTokens, SecondFactorChallenge, SignInResult } from '@classy-book/contracts/auth';
import type { AddedAuthenticator, PasskeyOptions, TotpEnrolment } from '@classy-book/contracts/second-factor';
import { generate } from 'otplib';
import supertest from 'supertest';
import { ADMIN, type TestApp } from './app.js';
import type { SoftwareAuthenticator } from './software-authenticator.js';

const API = '/api/v1';

/** The code of an authenticator app, `steps` half minutes from now. */
export async function codeOf(secret: string, steps = 0): Promise<string> {
  return await generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });
}

/** A person with an access token, who sends JSON and reads envelopes. */
export class FactorClient {
  private constructor(
    private readonly t: TestApp,
    readonly tokens: AuthTokens,
    readonly address: string,
  ) {}

  /** Signs in with the password alone. */
  static async signIn(t: TestApp, email = ADMIN.email, address = '192.0.2.10'): Promise<FactorClient> {
    return new FactorClient(t, await t.signIn(email, undefined, address), address);
  }

  /** Whoever these tokens were given to. */
  static of(t: TestApp, tokens: AuthTokens, address = '192.0.2.10'): FactorClient {
    return new FactorClient(t, tokens, address);
  }

  get(path: string): supertest.Test {
    return this.authorised(supertest(this.t.url).get(API + path));
  }

  post(path: string, body: object = {}): supertest.Test {
    return this.authorised(supertest(this.t.url).post(API + path)).send(body);
  }

  patch(path: string, body: object): supertest.Test {
    return this.authorised(supertest(this.t.url).patch(API + path)).send(body);
  }

  delete(path: string): supertest.Test {
    return this.authorised(supertest(this.t.url).delete(API + path));
  }

  /** Adds an authenticator app, and has the server forget which code confirmed it, so that the test need not wait. */
  async addTotp(name = 'Phone'): Promise<{ secret: string; added: AddedAuthenticator }> {
    const { enrolment, secret } = dataOf<TotpEnrolment>(await this.post('/account/second-factor/totp', { name }));
    const code = await codeOf(secret);
    const answer = await this.post('/account/second-factor/totp/confirm', { enrolment, code });
    const added = dataOf<AddedAuthenticator>(answer);
    await this.t.connection
      .collection('second_factors')
      .updateOne({ 'authenticators.id': added.authenticator.id }, { $set: { 'authenticators.$.lastStep': 0 } });
    return { secret, added };
  }

  async addPasskey(authenticator: SoftwareAuthenticator, name = 'Laptop'): Promise<AddedAuthenticator> {
    const { challenge, options } = dataOf<PasskeyOptions>(await this.post('/account/second-factor/passkeys/options'));
    const response = authenticator.create(options);
    return dataOf<AddedAuthenticator>(
      await this.post('/account/second-factor/passkeys', { challenge, name, response }),
    );
  }

  private authorised(request: supertest.Test): supertest.Test {
    return request.set('Authorization', `Bearer ${this.tokens.accessToken}`).set('X-Forwarded-For', this.address);
  }
}

/** A request of somebody who is not signed in. */
export function stranger(t: TestApp, path: string, body: object = {}, address = '192.0.2.20'): supertest.Test {
  return supertest(t.url)
    .post(API + path)
    .set('X-Forwarded-For', address)
    .send(body);
}

/** Sends a right password, and gives back the challenge of the second factor. */
export async function challengeOf(t: TestApp, email: string, extra: object = {}): Promise<SecondFactorChallenge> {
  const answer = await stranger(t, '/auth/login', { email, password: ADMIN.password, ...extra });
  const data = dataOf<SignInResult>(answer);
  if (data.status !== 'second_factor_required') throw new Error('no second factor was asked for');
  return data;
}

/** The data of a successful answer. */
export function dataOf<T>(answer: { readonly status: number; readonly body: { readonly data: T } }): T {
  if (answer.status >= 300) throw new Error(`refused: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body.data;
}

/** The status and the error code of an answer; `null` where it was successful. */
export function refusalOf(answer: supertest.Response): [number, string | null] {
  return [answer.status, (answer.body as { error?: { code: string } }).error?.code ?? null];
}
