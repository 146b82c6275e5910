import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { lineHash } from './checkpoint.js';

const TAIL_BYTES = 65_536;

/** A file of lines to which several processes append; what was appended is on disk. */
export class CheckpointFile {
  constructor(private readonly path: string) {}

  /** Adds a line, behind the end of the line before it where a crash had cut that off. */
  async append(line: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const file = await open(this.path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const end = size === 0 ? '\n' : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
      // one write to a file that is open for appending: lines of several processes do not mix
      await file.appendFile(`${end === '\n' ? '' : '\n'}${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The hash of the last whole line; null where there is none. */
  async lastHash(): Promise<string | null> {
    const tail = await this.readTail();
    const lines = tail.split('\n').slice(0, -1);
    const last = lines.findLast((line) => line !== '');
    return last === undefined ? null : lineHash(last);
  }

  /** The lines, one after the other; none where there is no such file. */
  async *lines(): AsyncGenerator<string> {
    const stream = createReadStream(this.path, 'utf8');
    try {
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) yield line;
    } catch (error) {
      if (!isMissing(error)) throw error;
    } finally {
      stream.destroy();
    }
  }

  private async readTail(): Promise<string> {
    try {
      const file = await open(this.path, 'r');
      try {
        const { size } = await file.stat();
        const length = Math.min(size, TAIL_BYTES);
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
        return buffer.toString('utf8');
      } finally {
        await file.close();
      }
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
