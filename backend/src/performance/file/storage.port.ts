import type { Readable } from 'node:stream';
import type { StorageKind } from '@classy-book/contracts/file-desk';

/** A part of a file: the first and the last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a storage keeps under a key. `type` is the media type that the bytes have; the same one has to be named for the same key. */
export interface StoredBytes {
  readonly key: string;
  readonly type: string;
}

/** How a storage is; `free` in bytes, null where it cannot be said. */
export interface StorageHealth {
  readonly free: number | null;
}

/**
 * Where the bytes of files lie. Keys are made by the server alone (24 hexadecimal digits, for what was made of a file with a dash and
 * up to eight letters or digits behind them); nothing that somebody typed is ever part of one.
 *
 * Every method fails with `StorageUnavailable` or `StorageFull` (storage.errors.ts) where the storage cannot do it now.
 */
export abstract class StoragePort {
  abstract readonly kind: StorageKind;

  /** Copies a complete file of this machine; when it resolves the bytes are safe. `path` stays. Doing it again does no harm. */
  abstract put(bytes: StoredBytes, path: string): Promise<void>;

  /** The bytes, or a part of them; null where there are none under this key. */
  abstract open(bytes: StoredBytes, range?: ByteRange): Promise<Readable | null>;

  /** Deletes the bytes everywhere; none under this key is no error. */
  abstract remove(bytes: StoredBytes): Promise<void>;

  /** Says how it is. */
  abstract check(): Promise<StorageHealth>;
}
