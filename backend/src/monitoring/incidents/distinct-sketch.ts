import { createHash } from 'node:crypto';

const SIZE = 512;
const BYTES = 6;
const RANGE = 2 ** (BYTES * 8);

/**
 * Counts distinct values in three kilobytes: exactly up to 511, and within about five per cent beyond (the k smallest of
 * evenly spread hashes; Bar-Yossef et al., "Counting distinct elements in a data stream", 2002). It never counts down.
 */
export class DistinctSketch {
  private readonly known: Set<number>;
  private largest: number;

  /** @param stored what `write` gave; empty for a new one */
  constructor(stored: Uint8Array = new Uint8Array()) {
    const buffer = Buffer.from(stored);
    const hashes = Array.from({ length: Math.floor(buffer.length / BYTES) }, (_, index) =>
      buffer.readUIntBE(index * BYTES, BYTES),
    );
    this.known = new Set(hashes);
    this.largest = hashes.reduce((largest, hash) => Math.max(largest, hash), 0);
  }

  add(value: string): void {
    const hash = createHash('sha256').update(value).digest().readUIntBE(0, BYTES);
    if (this.known.has(hash) || (this.known.size === SIZE && hash > this.largest)) return;
    this.known.add(hash);
    if (this.known.size > SIZE) this.known.delete(this.largest);
    // only a full one looks at its largest
    if (this.known.size === SIZE) this.largest = Math.max(...this.known);
  }

  /** How many distinct values were added. */
  get count(): number {
    if (this.known.size < SIZE) return this.known.size;
    return Math.round(((SIZE - 1) * RANGE) / this.largest);
  }

  write(): Buffer {
    const buffer = Buffer.alloc(this.known.size * BYTES);
    [...this.known].forEach((hash, index) => buffer.writeUIntBE(hash, index * BYTES, BYTES));
    return buffer;
  }
}
