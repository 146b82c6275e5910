import { startServer } from './server';

/**
 * Starts one server for the run and tells the tests where it is, by environment. Where BASE_URL is set already, that
 * server is used and left running; it then needs ADMIN_EMAIL, ADMIN_PASSWORD, LEARNER_EMAIL and LEARNER_PASSWORD too.
 */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['BASE_URL'] !== undefined) return undefined;
  const server = await startServer();
  const learner = 'learner@example.org';
  process.env['BASE_URL'] = server.baseUrl;
  process.env['ADMIN_EMAIL'] = server.adminEmail;
  process.env['ADMIN_PASSWORD'] = server.adminPassword;
  process.env['LEARNER_EMAIL'] = learner;
  process.env['LEARNER_PASSWORD'] = await server.createAccount(learner, 'user');
  return server.stop;
}
