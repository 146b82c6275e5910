const POLL_MS = 1_000;

/**
 * Turns Ctrl-C, SIGTERM and the death of the process that started this one into one signal. It comes once, however often
 * one is told: npm and the terminal both pass a Ctrl-C on.
 * Its reason says what it was.
 */
export function whenToldToStop(): AbortSignal {
  const controller = new AbortController();
  const stop = (why: string): void => {
    controller.abort(why);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop('what started it has ended');
  }, POLL_MS).unref();
  controller.signal.addEventListener('abort', () => {
    clearInterval(watch);
  });
  return controller.signal;
}
