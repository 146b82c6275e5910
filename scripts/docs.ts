// npm run docs: writes docs/configuration.md and docs/api/openapi.json from the code; --check says whether they are up
// to date.
import { build } from './lib/build.ts';
import { commandEnvironment } from './lib/environment.ts';
import { runTask } from './lib/messages.ts';
import { inRoot, ROOT } from './lib/paths.ts';
import { runCommand } from './lib/processes.ts';

await runTask(async () => {
  await build(['contracts', 'backend']);
  const program = inRoot('backend/dist/cli/docs.js');
  return runCommand(process.execPath, [program, ...process.argv.slice(2)], { cwd: ROOT, env: commandEnvironment() });
});
