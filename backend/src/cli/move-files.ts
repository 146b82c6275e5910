import { storageKindSchema } from '@classy-book/contracts/file-desk';
import type { INestApplicationContext } from '@nestjs/common';
import { NO_ORIGIN } from '../common/events/actor.js';
import { AppError } from '../common/response/app-error.js';
import { FileMoveService } from '../performance/file/objects/file-move.service.js';

const EVERY_MS = 1_000;

/** `move-files local|cloudinary`: moves the bytes of all files there; answers 1 where some stayed. */
export async function moveFiles(
  context: INestApplicationContext,
  [typed]: string[],
  print: (line: string) => void,
): Promise<number> {
  const to = storageKindSchema.safeParse(typed);
  if (!to.success) throw new AppError('VALIDATION_FAILED', 'Say where to: move-files local, or move-files cloudinary.');
  let last = { moved: 0, failed: 0, bytes: 0, objects: 0 };
  let printed = 0;
  for await (const progress of context
    .get(FileMoveService)
    .move(to.data, { actor: { kind: 'cli' }, origin: NO_ORIGIN })) {
    last = progress;
    if (Date.now() - printed < EVERY_MS) continue;
    printed = Date.now();
    const { moved, failed, objects, bytes } = progress;
    print(`  ${String(moved + failed)} of ${String(objects)} files, ${megabytes(bytes)}`);
  }
  print(`Moved to ${to.data}: ${String(last.moved)} files, ${megabytes(last.bytes)}.`);
  if (last.failed === 0) return 0;
  print(`Stayed where they are: ${String(last.failed)} files whose bytes are gone or have changed.`);
  return 1;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
