const POLL_MS = 1_000;

/**
 * Turns Ctrl-C, SIGTERM and the death of the process that started this one into one signal. It comes once, however often
 * one is told: npm and the terminal both pass a Ctrl-C on.
 */
export function whenToldToStop(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, POLL_MS).unref();
  controller.signal.addEventListener('abort', () => {
    clearInterval(watch);
  });
  return controller.signal;
}
