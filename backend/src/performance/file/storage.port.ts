import type { Readable } from 'node:stream';

/** A part of a file: the first and the last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the bytes of files lie. Keys are made by the server alone; nothing that somebody typed is ever part of one. */
export abstract class StoragePort {
  /** Takes over a complete file of this machine; when it resolves the bytes are safe, and `path` is gone. */
  abstract put(key: string, path: string): Promise<void>;

  /** The bytes, or a part of them; null where there are none under this key. */
  abstract open(key: string, range?: ByteRange): Promise<Readable | null>;

  /** Deletes the bytes; none under this key is no error. */
  abstract remove(key: string): Promise<void>;
}
