// Loaded into the server with --import: a server whose starter is gone, however it went, stops as if it had been told.
const POLL_MS = 1_000;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, POLL_MS).unref();
