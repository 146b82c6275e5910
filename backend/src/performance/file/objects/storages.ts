import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import { StoragePort } from '../storage.port.js';

/** The storages of this installation: where new files go, and where each of the old ones lies. */
@Injectable()
export class Storages {
  constructor(readonly current: StoragePort) {}

  /** @throws Error for a storage that is not configured any more */
  of(kind: StorageKind): StoragePort {
    if (kind === this.current.kind) return this.current;
    throw new Error(`the storage ${kind} is not configured`);
  }
}
