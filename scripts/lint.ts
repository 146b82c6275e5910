// npm run lint: types, rules and import cycles, over everything.
import { build } from './lib/build.ts';
import { commandEnvironment } from './lib/environment.ts';
import { runTask, say, seconds } from './lib/messages.ts';
import { inRoot, packageBin, ROOT } from './lib/paths.ts';
import { runCommand } from './lib/processes.ts';

interface Check {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
}

const SOURCES = ['backend/contracts/src', 'backend/src', 'frontend/src', 'scripts'];

const CHECKS: readonly Check[] = [
  // Node runs the scripts without looking at their types, and the tests' are built by nobody else
  { title: 'types of the scripts', command: 'tsc', args: ['--noEmit', '-p', 'scripts/tsconfig.json'] },
  { title: 'types of the server and its tests', command: 'tsc', args: ['--noEmit', '-p', 'backend/tsconfig.json'] },
  {
    title: 'rules',
    command: 'eslint',
    args: ['.', '--max-warnings', '0', '--cache', '--cache-location', inRoot('.cache', 'eslint/')],
  },
  { title: 'import cycles', command: 'depcruise', args: ['--config', '.dependency-cruiser.cjs', ...SOURCES] },
];

await runTask(async () => {
  await build(['contracts']);
  let failed = 0;
  for (const { title, command, args } of CHECKS) {
    const started = performance.now();
    const code = await runCommand(packageBin(command), args, { cwd: ROOT, env: commandEnvironment() });
    say(`${title}: ${code === 0 ? 'nothing to say' : 'FAILED'} (${seconds(performance.now() - started)})`);
    if (code !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
});
