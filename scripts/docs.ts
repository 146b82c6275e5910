// npm run docs: writes docs/configuration.md, docs/api/openapi.json and docs/security/asvs.md from the code; --check says
// whether they are up to date.
import { writeAsvsPage } from './asvs/write.ts';
import { build } from './lib/build.ts';
import { commandEnvironment } from './lib/environment.ts';
import { runTask } from './lib/messages.ts';
import { inRoot, ROOT } from './lib/paths.ts';
import { runCommand } from './lib/processes.ts';

await runTask(async () => {
  await writeAsvsPage(process.argv.includes('--check'));
  await build(['contracts', 'backend']);
  const program = inRoot('backend/dist/cli/docs.js');
  return runCommand(process.execPath, [program, ...process.argv.slice(2)], { cwd: ROOT, env: commandEnvironment() });
});
