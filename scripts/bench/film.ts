import { createCipheriv, createHash } from 'node:crypto';

const KEY = Buffer.alloc(16, 'classy-book');
const BLOCK = 16;

/** A video of any size that lies nowhere: each of its bytes is made when it is asked for. */
export class Film {
  readonly size: number;
  private readonly head: Buffer;

  /** @param size in bytes, below 4 GB */
  constructor(size: number) {
    this.size = size;
    const header = Buffer.alloc(100);
    header.writeUInt32BE(1_000, 12);
    header.writeUInt32BE(60_000, 16);
    const facts = [box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')), box('moov', box('mvhd', header))];
    const before = Buffer.concat(facts);
    this.head = Buffer.concat([before, boxHead('mdat', size - before.length)]);
  }

  /** The bytes from `start` on, to `end` or the end of the film. */
  bytes(start: number, end: number): Buffer {
    const last = Math.min(end, this.size);
    const head = this.head.subarray(start, Math.min(last, this.head.length));
    const from = Math.max(start - this.head.length, 0);
    return Buffer.concat([head, noise(from, Math.max(last - this.head.length, 0))]);
  }

  /** Its SHA-256 in hexadecimal. */
  hash(): string {
    const hash = createHash('sha256');
    const piece = 4 * 1024 * 1024;
    for (let start = 0; start < this.size; start += piece) hash.update(this.bytes(start, start + piece));
    return hash.digest('hex');
  }
}

// the key stream of AES in counter mode, which can be entered anywhere
function noise(start: number, end: number): Buffer {
  if (end <= start) return Buffer.alloc(0);
  const first = Math.floor(start / BLOCK);
  const counter = Buffer.alloc(BLOCK);
  counter.writeBigUInt64BE(BigInt(first), 8);
  const stream = createCipheriv('aes-128-ctr', KEY, counter).update(Buffer.alloc(end - first * BLOCK));
  return stream.subarray(start - first * BLOCK);
}

function box(type: string, content: Buffer): Buffer {
  return Buffer.concat([boxHead(type, 8 + content.length), content]);
}

function boxHead(type: string, size: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size, 0);
  head.write(type, 4, 'latin1');
  return head;
}
