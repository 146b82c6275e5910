// npm run admin -- COMMAND: the way back in; works on the installation's database whether the server runs or not.
import { openDatabase } from './database/bootstrap.ts';
import { build } from './lib/build.ts';
import { commandEnvironment, loadEnvironment } from './lib/environment.ts';
import { runTask } from './lib/messages.ts';
import { dataDirectory, inRoot, ROOT } from './lib/paths.ts';
import { runCommand } from './lib/processes.ts';

await runTask(async () => {
  loadEnvironment();
  await build(['contracts', 'backend']);
  const database = await openDatabase({ dataDirectory: dataDirectory(), databaseName: 'classy_book' });
  // Ctrl-C reaches the command, which ends by itself; the database is given back after it
  process.on('SIGINT', () => undefined);
  try {
    const program = inRoot('backend/dist/cli/admin.js');
    const env = commandEnvironment({ MONGODB_URI: database.uri, DATA_DIR: dataDirectory() });
    return await runCommand(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
      cwd: ROOT,
      env,
    });
  } finally {
    await database.stop();
  }
});
