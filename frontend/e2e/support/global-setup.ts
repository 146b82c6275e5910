import { startServer } from './server';
import { nameFor, WORKERS } from './settings';

/**
 * Starts a server for each worker and tells the tests where it is, by environment. Where BASE_URL is set already, that
 * server is used and left running; it then needs ADMIN_EMAIL, ADMIN_PASSWORD, LEARNER_EMAIL and LEARNER_PASSWORD too.
 */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['BASE_URL'] !== undefined) return undefined;
  const servers = await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => await startFor(String(worker))),
  );
  return async () => {
    await Promise.all(servers.map(async (server) => server.stop()));
  };
}

async function startFor(worker: string): Promise<Awaited<ReturnType<typeof startServer>>> {
  const server = await startServer();
  const learner = 'learner@example.org';
  const settings = {
    BASE_URL: server.baseUrl,
    ADMIN_EMAIL: server.adminEmail,
    ADMIN_PASSWORD: server.adminPassword,
    LEARNER_EMAIL: learner,
    LEARNER_PASSWORD: await server.createAccount(learner, 'user'),
  };
  for (const [name, value] of Object.entries(settings)) process.env[nameFor(name, worker)] = value;
  return server;
}
