import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** How a process ended: a code, or 128 and the number of the signal as shells have it. */
const SIGNAL_CODES: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGKILL: 137,
  SIGTERM: 143,
};

/** @returns the exit code; 128 and more for a signal */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null) {
      resolve(child.exitCode);
      return;
    }
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? (signal === null ? 1 : (SIGNAL_CODES[signal] ?? 128)));
    });
  });
}

/**
 * Runs a command with this process's terminal and waits for its exit code.
 * @param told when it is raised, the command is told to end as well
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
  told?: AbortSignal,
): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const end = (): void => {
    child.kill('SIGTERM');
  };
  told?.addEventListener('abort', end);
  try {
    return await exitOf(child);
  } finally {
    told?.removeEventListener('abort', end);
  }
}

/** What a command wrote, and how it ended. */
export interface Captured {
  readonly code: number;
  readonly output: string;
}

const MAX_CAPTURED_CHARACTERS = 200_000;

/** Runs a command quietly and keeps the end of what it writes, standard error included. */
export async function capture(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Captured> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-MAX_CAPTURED_CHARACTERS);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.once('close', (status) => {
      resolve(status ?? 1);
    });
  });
  return { code, output };
}

/** The last lines of an output that are not empty, in one line. */
export function lastLines(output: string, count: number): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-count)
    .join(' / ');
}

/**
 * Asks a process to end and, after a while, makes it.
 * @returns when it has ended
 */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = exitOf(child);
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}
