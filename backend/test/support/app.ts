import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthTokens } from '@classy-book/contracts/auth';
import type { Role } from '@classy-book/contracts/permissions';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import supertest from 'supertest';
import { createApp } from '../../src/bootstrap.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { PrimaryAdminService } from '../../src/security/admin-management/primary-admin.service.js';
import { PasswordsService } from '../../src/security/auth/passwords.service.js';
import { dropDatabase } from './drop-database.js';

export const ADMIN = { email: 'admin@example.org', password: 'correct-horse-battery-42' };

/** A whole application on a database of its own, listening on a free port. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly config: AppConfig;
  readonly url: string;
  readonly port: number;
  readonly connection: Connection;
  /** Requests from the outside, through a real socket. */
  readonly http: ReturnType<typeof supertest.agent>;
  addAccount(email: string, role?: Role, password?: string): Promise<void>;
  /** Signs in at the admin door, from an address of its own where one is given. */
  signIn(email?: string, password?: string, address?: string): Promise<AuthTokens>;
  close(): Promise<void>;
}

/** The URI of a database with a name of its own on the server of MONGODB_URI. */
export function scratchUri(): string {
  const server = process.env['MONGODB_URI'];
  if (server === undefined) throw new Error('MONGODB_URI must name a database server for the integration tests');
  const uri = new URL(server);
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  return uri.toString();
}

/**
 * Starts the whole backend. `environment` overrides the defaults of the tests. Only the indexes that answers depend on are
 * made, unless all are asked for: for what looks at plans.
 */
export async function startApp(
  environment: Record<string, string> = {},
  indexes: 'all' | 'guarding' = 'guarding',
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'classy-test-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    MONGODB_URI: scratchUri(),
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    RATE_LIMITS: 'off',
    ...environment,
  });
  const app = await createApp(config, indexes);
  await app.init();
  await app.get(PrimaryAdminService).seed();
  await app.listen(0, '127.0.0.1');
  const port = Number(new URL(await app.getUrl()).port);
  const url = `http://127.0.0.1:${String(port)}`;
  const connection = app.get<Connection>(getConnectionToken());
  const http = supertest.agent(url);
  return {
    app,
    config,
    url,
    port,
    connection,
    http,
    addAccount: async (email, role = 'user', password = ADMIN.password) => {
      const names = { firstName: 'Test', lastName: 'Person', isPrimaryAdmin: false };
      await app.get(PasswordsService).createAccount({ email, password, role, ...names });
    },
    signIn: async (email = ADMIN.email, password = ADMIN.password, address = '192.0.2.10') => {
      const answer = await supertest(url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', address)
        .send({ email, password });
      if (answer.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
      return (answer.body as { data: AuthTokens }).data;
    },
    close: async () => {
      await dropDatabase(connection);
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until `condition` holds, looking every 20 ms; fails after `limitMs` with what was waited for. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
