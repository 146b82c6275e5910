// npm run format: says which files are not formatted; with --write formats them.
import { commandEnvironment } from './lib/environment.ts';
import { runTask } from './lib/messages.ts';
import { inRoot, packageBin, ROOT } from './lib/paths.ts';
import { runCommand } from './lib/processes.ts';

await runTask(() => {
  const mode = process.argv.includes('--write') ? '--write' : '--check';
  const cache = ['--cache', '--cache-location', inRoot('.cache', 'prettier')];
  return runCommand(packageBin('prettier'), [mode, '--log-level', 'warn', ...cache, '.'], {
    cwd: ROOT,
    env: commandEnvironment(),
  });
});
