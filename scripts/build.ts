// npm run build
import { build } from './lib/build.ts';
import { runTask, say } from './lib/messages.ts';

await runTask(async () => {
  await build();
  say('Everything is built.');
  return 0;
});
