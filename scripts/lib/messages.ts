/** Seconds with one decimal, for people. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** One line for the person at the terminal. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** An end that a person can do something about: one clear sentence and no stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Puts a failure into words for a person. */
export function explain(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

const QUIET_MS = 5_000;

/**
 * Says what is being done, how long it takes while it does, and how long it took.
 * @param what in the present tense: "Building the server"
 */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  say(`${what} ...`);
  const timer = setInterval(() => {
    say(`${what} ... ${seconds(performance.now() - started)}`);
  }, QUIET_MS);
  try {
    const result = await work();
    say(`${what}: done in ${seconds(performance.now() - started)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** Runs a task of the root's scripts: a refusal is told in its own words, anything else with where it happened. */
export async function runTask(task: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await task();
  } catch (failure) {
    process.exitCode = 1;
    console.error(failure instanceof Refusal ? failure.message : failure);
  }
}
