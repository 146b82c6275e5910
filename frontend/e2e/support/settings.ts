/** How many workers run side by side, each with a server of its own: tests that lock and block would disturb each other. */
export const WORKERS = 2;

/**
 * A setting that the global setup made for this worker, or, where somebody else's server is tested, the one that was
 * given for all of them.
 * @throws Error where there is neither
 */
export function setting(name: string): string {
  const value = process.env[nameFor(name, process.env['TEST_PARALLEL_INDEX'] ?? '0')] ?? process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the global setup sets it.`);
  return value;
}

/** The variable that carries a setting to one worker. */
export function nameFor(name: string, worker: string): string {
  return `${name}_OF_WORKER_${worker}`;
}
