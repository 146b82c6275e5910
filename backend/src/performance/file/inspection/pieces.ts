import { type FileHandle, open } from 'node:fs/promises';

const PIECE = 64 * 1024;

/** A file on the disk, looked at here and there without being in memory as a whole. Every look ends with its time. */
export class Pieces {
  private held: Buffer = Buffer.alloc(0);
  private heldFrom = 0;

  constructor(
    private readonly file: FileHandle,
    readonly size: number,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Up to `length` bytes (at most 64 kB) from `position` on; fewer only at the end of the file..
   * @throws the reason of the signal once time is up
   */
  async at(position: number, length: number): Promise<Buffer> {
    const end = Math.min(position + length, this.size);
    if (position < this.heldFrom || end > this.heldFrom + this.held.length) await this.load(position);
    return this.held.subarray(position - this.heldFrom, Math.max(end - this.heldFrom, 0));
  }

  /** The last `length` bytes, or all where there are fewer. */
  async tail(length: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (let from = Math.max(this.size - length, 0); from < this.size; from += PIECE) {
      chunks.push(Buffer.from(await this.at(from, PIECE)));
    }
    return Buffer.concat(chunks);
  }

  /** The whole file in order, 64 kB each time. */
  async *all(): AsyncGenerator<Buffer, void, undefined> {
    for (let from = 0; from < this.size; from += PIECE) yield await this.at(from, PIECE);
  }

  /** @throws the reason of the signal once time is up */
  check(): void {
    this.signal.throwIfAborted();
  }

  private async load(position: number): Promise<void> {
    this.check();
    const wanted = Math.max(Math.min(PIECE, this.size - position), 0);
    // a new one each time: what was given out before stays what it was
    const buffer = Buffer.alloc(wanted);
    const { bytesRead } = await this.file.read(buffer, 0, wanted, position);
    this.held = buffer.subarray(0, bytesRead);
    this.heldFrom = position;
  }
}

/** Opens a file for a look and closes it again. */
export async function inPieces<T>(
  path: string,
  size: number,
  signal: AbortSignal,
  look: (pieces: Pieces) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await look(new Pieces(file, size, signal));
  } finally {
    await file.close();
  }
}
