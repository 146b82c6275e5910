/** How much work there was and how long it took. */
export interface Load {
  readonly count: number;
  readonly seconds: number;
}

/** Keeps `concurrency` pieces of work going until `count` have been started, and waits for all of them. */
export async function runCount(
  count: number,
  concurrency: number,
  work: (piece: number) => Promise<void>,
): Promise<Load> {
  let started = 0;
  const begin = performance.now();
  const lane = async (): Promise<void> => {
    while (started < count) {
      const piece = started;
      started += 1;
      await work(piece);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return { count, seconds: (performance.now() - begin) / 1000 };
}

/** Keeps `concurrency` pieces of work going for some seconds. `work` learns which lane it runs in. */
export async function runSeconds(
  seconds: number,
  concurrency: number,
  work: (lane: number) => Promise<void>,
): Promise<Load> {
  let count = 0;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const run = async (lane: number): Promise<void> => {
    while (performance.now() < end) {
      await work(lane);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, lane) => run(lane)));
  return { count, seconds: (performance.now() - begin) / 1000 };
}
