import type { StorageKind } from '@classy-book/contracts/file-desk';
import { StorageUnavailable } from '../storage.errors.js';
import type { StoragePort } from '../storage.port.js';

/** The storages of this installation: where new files go, and where each of the old ones lies. */
export class Storages {
  private readonly byKind: ReadonlyMap<StorageKind, StoragePort>;

  /** @param current where new files go; one of `all` */
  constructor(
    readonly current: StoragePort,
    readonly all: readonly StoragePort[],
  ) {
    this.byKind = new Map(all.map((storage) => [storage.kind, storage]));
  }

  /** @throws StorageUnavailable for one that is not configured any more */
  of(kind: StorageKind): StoragePort {
    const storage = this.byKind.get(kind);
    if (storage === undefined) throw new StorageUnavailable(new Error(`the storage ${kind} is not configured`));
    return storage;
  }
}
