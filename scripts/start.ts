// npm start: the whole system on this machine, from nothing.
import { spawn } from 'node:child_process';
import { openDatabase } from './database/bootstrap.ts';
import { build } from './lib/build.ts';
import { commandEnvironment, loadEnvironment } from './lib/environment.ts';
import { runTask, say } from './lib/messages.ts';
import { dataDirectory, inRoot, ROOT } from './lib/paths.ts';
import { exitOf } from './lib/processes.ts';
import { whenToldToStop } from './lib/stop-signal.ts';

await runTask(async () => {
  loadEnvironment();
  const database = await openDatabase({ dataDirectory: dataDirectory(), databaseName: 'classy_book' });
  try {
    say(`Database: ${database.description}`);
    await build();
    return await serve(database.uri);
  } finally {
    await database.stop();
  }
});

async function serve(uri: string): Promise<number> {
  // until here Ctrl-C ends everything at once; from here on the server is given time, and the database after it
  const told = whenToldToStop();
  const args = [
    '--enable-source-maps',
    '--import',
    inRoot('scripts/lib/follow-parent.mjs'),
    inRoot('backend/dist/main.js'),
  ];
  const server = spawn(process.execPath, args, {
    cwd: ROOT,
    env: commandEnvironment({ MONGODB_URI: uri, DATA_DIR: dataDirectory() }),
    stdio: ['ignore', 'inherit', 'inherit'],
    // in a group of its own, so that Ctrl-C reaches it once, from here
    detached: process.platform !== 'win32',
  });
  told.addEventListener('abort', () => server.kill('SIGTERM'));
  const code = await exitOf(server);
  if (told.aborted) {
    say('Stopped.');
    return 0;
  }
  if (code !== 0) say(`The server has ended with ${String(code)}; its last words are above.`);
  return code;
}
