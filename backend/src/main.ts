import { ConfigurationError } from './config/configuration-error.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './bootstrap.js';
import { DemonstrationService } from './learning/demonstration/demonstration.service.js';
import { isDatabaseAway } from './database/database-errors.js';
import { SystemRecordService } from './monitoring/recorder/system-record.service.js';
import { PrimaryAdminService } from './security/admin-management/primary-admin.service.js';

/** Starts the server and says where it is. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  await app.init();
  const admin = await app.get(PrimaryAdminService).seed();
  await app.get(DemonstrationService).seed();
  await app.listen(config.server.port, config.server.host);
  await app.get(SystemRecordService).started();
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

/** One sentence for what whoever starts it can mend; the whole error for what they cannot. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken. Stop what uses it, or set PORT to another one.';
  }
  if (isDatabaseAway(error)) {
    return 'The database at MONGODB_URI does not answer. Start it, or let `npm start` find one without MONGODB_URI.';
  }
  return `Classy Book could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
