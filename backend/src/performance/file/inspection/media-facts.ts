import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Turns } from './turns.js';

/** What a video or a sound says of itself; null where it does not say it, or says nonsense. Pixels and seconds. */
interface MediaFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly duration: number | null;
}

const NOTHING: MediaFacts = { width: null, height: null, duration: null };
const AT_MOST_MS = 8_000;
const MEMORY_MB = 192;
const LONGEST_SECONDS = 7 * 24 * 3_600;
const LARGEST_SIDE = 16_384;

const side = z.number().int().min(1).max(LARGEST_SIDE).nullable().catch(null);
const factsSchema = z.object({
  width: side,
  height: side,
  duration: z.number().positive().max(LONGEST_SECONDS).nullable().catch(null),
});

const turns = new Turns(2, 32);

/**
 * Reads duration and size of a video or a sound, in a thread of its own: a file that was made to keep its reader busy for ever keeps a
 * thread busy, which is ended after some seconds. Never throws for the file's sake: what cannot be read is null.
 * @throws AppError SERVICE_UNAVAILABLE where too many files wait for it already
 */
export async function mediaFacts(path: string, limitMs = AT_MOST_MS): Promise<MediaFacts> {
  return await turns.take(async () => await ask(path, limitMs));
}

async function ask(path: string, limitMs: number): Promise<MediaFacts> {
  // the same module in the sources and in what is built of them
  const worker = new Worker(new URL(`./media-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
  });
  let facts = NOTHING;
  try {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      worker.on('message', (message: unknown) => {
        facts = factsSchema.catch(NOTHING).parse(message);
      });
      // damaged files end it with an error, good ones by its end
      worker.on('error', () => {
        resolve();
      });
      worker.on('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  } finally {
    await worker.terminate();
  }
  return facts;
}
