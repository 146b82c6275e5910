// npm run dev: everything, built again and restarted as the sources change.
import { spawn, type ChildProcess } from 'node:child_process';
import { openDatabase } from './database/bootstrap.ts';
import { build } from './lib/build.ts';
import { commandEnvironment, loadEnvironment } from './lib/environment.ts';
import { runTask, say } from './lib/messages.ts';
import { dataDirectory, inRoot, packageBin } from './lib/paths.ts';
import { endProcess, exitOf } from './lib/processes.ts';
import { whenToldToStop } from './lib/stop-signal.ts';

const STOP_WITHIN_MS = 15_000;

interface Watcher {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

const TSC = ['--watch', '--preserveWatchOutput'];

const WATCHERS: readonly Watcher[] = [
  { name: 'contracts', command: packageBin('tsc'), args: ['-p', 'tsconfig.json', ...TSC], folder: 'backend/contracts' },
  { name: 'compiler', command: packageBin('tsc'), args: ['-p', 'tsconfig.build.json', ...TSC], folder: 'backend' },
  {
    name: 'pages',
    command: packageBin('ng'),
    args: ['build', '--watch', '--configuration', 'development'],
    folder: 'frontend',
  },
  {
    name: 'server',
    command: process.execPath,
    args: ['--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/main.js'],
    folder: 'backend',
  },
];

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
    children.push(...WATCHERS.map((watcher) => launch(watcher, env)));
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
