import { getConnectionToken } from '@nestjs/mongoose';
import type { AuthTokens } from '@classy-book/contracts/auth';
import type { Connection } from 'mongoose';
import supertest from 'supertest';
import { type AccountTokenPurpose } from '../../../src/security/accounts/account-tokens.service.js';
import { OneTimeTokensService } from '../../../src/security/one-time-tokens/one-time-tokens.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { MailServer } from '../../support/mail-server.js';

export const PASSWORD = 'correct-horse-battery-42';
export const NEW_PASSWORD = 'a tall lighthouse of paper';

/** A whole application that mails through a real mail server. */
export interface AccountsApp extends TestApp {
  readonly mails: MailServer;
  post(path: string, body: object, options?: Asking): supertest.Test;
  get(path: string, options?: Asking): supertest.Test;
  patch(path: string, body: object, options?: Asking): supertest.Test;
  login(email: string, password?: string, address?: string): supertest.Test;
  /** The access token of a fresh session. */
  enter(email: string, password?: string): Promise<string>;
  user(email: string): Promise<Record<string, unknown> | null>;
  idOf(email: string): Promise<string>;
  /** A link of an account, as if it had been mailed. */
  link(email: string, purpose: AccountTokenPurpose, data?: Record<string, string>): Promise<string>;
}

export interface Asking {
  readonly bearer?: string;
  readonly address?: string;
}

export async function startAccountsApp(environment: Record<string, string> = {}): Promise<AccountsApp> {
  const mails = await MailServer.start();
  const t = await startApp({ SMTP_URL: mails.url, ...environment });
  const connection = t.app.get<Connection>(getConnectionToken());
  const users = connection.collection('users');
  let host = 0;
  const prepare = (test: supertest.Test, { bearer, address }: Asking = {}): supertest.Test => {
    host += 1;
    test.set('X-Forwarded-For', address ?? `100.64.${String(Math.floor(host / 250))}.${String((host % 250) + 1)}`);
    return bearer === undefined ? test : test.set('Authorization', `Bearer ${bearer}`);
  };
  const login = (email: string, password = PASSWORD, address?: string): supertest.Test =>
    prepare(supertest(t.url).post('/api/v1/auth/login'), address === undefined ? {} : { address }).send({
      email,
      password,
    });
  const idOf = async (email: string): Promise<string> => String((await users.findOne({ email }))?._id);
  return {
    ...t,
    mails,
    post: (path, body, options) => prepare(supertest(t.url).post(`/api/v1${path}`), options).send(body),
    get: (path, options) => prepare(supertest(t.url).get(`/api/v1${path}`), options),
    patch: (path, body, options) => prepare(supertest(t.url).patch(`/api/v1${path}`), options).send(body),
    login,
    enter: async (email, password) => {
      const answer = await login(email, password);
      if (answer.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
      return (answer.body as { data: AuthTokens }).data.accessToken;
    },
    user: async (email) => await users.findOne({ email }),
    idOf,
    link: async (email, purpose, data = { email }) => {
      const tokens = t.app.get(OneTimeTokensService, { strict: false });
      return (await tokens.issue({ purpose, subject: await idOf(email), data, lifetimeMs: 60_000 })).token;
    },
    close: async () => {
      await t.close();
      await mails.down();
    },
  };
}

/** An answer without what differs from request to request. */
export function comparable({ status, body }: supertest.Response): unknown {
  const { error, ...rest } = body as { error?: Record<string, unknown> };
  return { status, ...rest, ...(error === undefined ? {} : { error: { ...error, requestId: '' } }) };
}

/** The audit records of one kind about an account. */
export async function audited(t: TestApp, action: string, email: string): Promise<Record<string, unknown>[]> {
  return await t.connection.collection('audit_logs').find({ action, 'details.email': email }).toArray();
}
