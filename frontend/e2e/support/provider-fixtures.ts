import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type RealProvider, startProvider } from '../../../backend/test/support/oidc-provider';
import { test as base } from './identity-fixtures';
import { type RunningServer, startServer } from './server';

interface WorkerFixtures {
  /** Where the server will listen: the provider has to know it first. */
  readonly port: string;
  readonly provider: RealProvider;
}

/** Somebody whom the provider knows, and this installation does not. */
export const atSchool = { sub: 'ada', email: 'ada@school.example.org', email_verified: true };

/** A server that lets people in through a real OpenID Connect provider, called "The School". */
export const test = base.extend<object, WorkerFixtures & { readonly accountServer: RunningServer }>({
  port: [async ({ browserName: _ }, use) => use(String(await freePort())), { scope: 'worker' }],
  provider: [
    async ({ port }, use) => {
      const provider = await startProvider(`http://localhost:${port}/oauth/school/callback`, [
        { ...atSchool, given_name: 'Ada', family_name: 'Lovelace' },
        { sub: 'linker', email: 'linker@school.example.org', email_verified: true },
      ]);
      await use(provider);
      await provider.close();
    },
    { scope: 'worker' },
  ],
  accountServer: [
    async ({ port, provider }, use) => {
      const { issuer, clientId, clientSecret } = provider;
      const server = await startServer({
        PORT: port,
        PUBLIC_URL: `http://localhost:${port}`,
        OIDC_PROVIDERS: JSON.stringify([{ id: 'school', name: 'The School', issuer, clientId, clientSecret }]),
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect } from './identity-fixtures';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
