// Runs in a thread of its own, which is ended where it takes too long: see media-facts.ts. It imports nothing of this repository, so that
// it runs as it is written, in tests too.
import { parentPort, workerData } from 'node:worker_threads';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

const input = new Input({
  formats: ALL_FORMATS,
  source: new FilePathSource(workerData as string, { maxCacheSize: 4 * 1024 * 1024 }),
});
const video = await input.getPrimaryVideoTrack();
const width = video === null ? null : await video.getDisplayWidth();
const height = video === null ? null : await video.getDisplayHeight();
// what is known comes first: adding the duration up may take longer than there is time
parentPort?.postMessage({ width, height, duration: null });
const duration = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
parentPort?.postMessage({ width, height, duration });
