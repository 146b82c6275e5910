import { ConfigurationError } from './config/configuration-error.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './bootstrap.js';
import { PrimaryAdminService } from './security/admin-management/primary-admin.service.js';

/** Starts the server and says where it is. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  await app.init();
  const admin = await app.get(PrimaryAdminService).seed();
  await app.listen(config.server.port, config.server.host);
  const port = new URL(await app.getUrl()).port;
  const url = config.production ? config.server.publicUrl : `http://localhost:${port}`;
  print(`Ready: ${url}`);
  if (admin === null) {
    print('There is no administrator yet. Make one with: npm run admin -- create EMAIL');
  } else if (!config.production) {
    print(`  administrator: ${admin.email}`);
    print(`  password:      ${admin.password ?? '(the one you chose)'}`);
    print(`  sign in at:    ${url}/admin/login`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  const portTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
  else if (portTaken) process.stderr.write('The port is taken. Stop what uses it, or set PORT to another one.\n');
  else
    process.stderr.write(
      `Classy Book could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  process.exit(1);
});
