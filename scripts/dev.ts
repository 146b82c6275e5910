// npm run dev: everything, built again and restarted as the sources change.
import { spawn, type ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from './database/bootstrap.ts';
import { build } from './lib/build.ts';
import { commandEnvironment, loadEnvironment } from './lib/environment.ts';
import { runTask, say } from './lib/messages.ts';
import { dataDirectory, inRoot, packageBin } from './lib/paths.ts';
import { endProcess, exitOf } from './lib/processes.ts';
import { whenToldToStop } from './lib/stop-signal.ts';

const STOP_WITHIN_MS = 15_000;
const PAGES_WITHIN_MS = 5 * 60_000;
const POLL_MS = 200;

interface Watcher {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

const TSC = ['--watch', '--preserveWatchOutput'];

const BUILDERS: readonly Watcher[] = [
  { name: 'contracts', command: packageBin('tsc'), args: ['-p', 'tsconfig.json', ...TSC], folder: 'backend/contracts' },
  { name: 'compiler', command: packageBin('tsc'), args: ['-p', 'tsconfig.build.json', ...TSC], folder: 'backend' },
  {
    name: 'pages',
    command: packageBin('ng'),
    args: ['build', '--watch', '--configuration', 'development'],
    folder: 'frontend',
  },
];

const SERVER: Watcher = {
  name: 'server',
  command: process.execPath,
  args: ['--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/main.js'],
  folder: 'backend',
};

/** The server looks for the pages when it starts; a first build of them takes a while. */
async function untilPagesAreThere(told: AbortSignal, since: number): Promise<void> {
  const index = inRoot('frontend/dist/frontend/browser/index.html');
  const deadline = since + PAGES_WITHIN_MS;
  const isFresh = (): boolean => (statSync(index, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since;
  while (!told.aborted && !isFresh() && Date.now() < deadline) await pause(POLL_MS);
}

function launch({ name, command, args, folder }: Watcher, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(command, args, {
    cwd: inRoot(folder),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const label = name.padEnd(9);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) say(`${label} | ${line}`);
    });
  }
  return child;
}

await runTask(async () => {
  loadEnvironment();
  const database = await openDatabase({ dataDirectory: dataDirectory(), databaseName: 'classy_book' });
  const children: ChildProcess[] = [];
  try {
    say(`Database: ${database.description}`);
    await build(['contracts', 'backend']);
    const told = whenToldToStop();
    const env = commandEnvironment({ MONGODB_URI: database.uri, DATA_DIR: dataDirectory() });
    const since = Date.now();
    children.push(...BUILDERS.map((watcher) => launch(watcher, env)));
    say('The server starts as soon as the pages are built ...');
    await untilPagesAreThere(told, since);
    children.push(launch(SERVER, env));
    const stopped = new Promise<void>((resolve) => {
      if (told.aborted) resolve();
      told.addEventListener('abort', () => {
        resolve();
      });
    });
    const ended = await Promise.race([stopped, ...children.map(exitOf)]);
    if (ended !== undefined) say('One of the watchers has ended: the others are stopped too.');
    return ended ?? 0;
  } finally {
    await Promise.all(children.map((child) => endProcess(child, 'SIGTERM', STOP_WITHIN_MS)));
    await database.stop();
  }
});
