import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 1_000_000;

/** A log file that never grows over a megabyte: then it becomes `.old`, and the old one goes. */
export class BoundedLog {
  readonly #path: string;
  #size: number;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Adds what a process wrote, as it is. */
  write(text: string): void {
    if (this.#size > MAX_BYTES) {
      renameSync(this.#path, `${this.#path}.old`);
      this.#size = 0;
    }
    appendFileSync(this.#path, text, { mode: 0o600 });
    this.#size += Buffer.byteLength(text);
  }

  /** Adds a line of the keeper's own, with the time. */
  say(text: string): void {
    this.write(`${new Date().toISOString()} ${text}\n`);
  }
}

/** The end of a log, for an error message; empty where there is none. */
export function endOfLog(path: string, characters: number): string {
  try {
    return readFileSync(path, 'utf8').slice(-characters);
  } catch {
    return '';
  }
}
