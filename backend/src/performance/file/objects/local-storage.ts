import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { StorageFull, StorageUnavailable } from '../storage.errors.js';
import { type ByteRange, type StorageHealth, StoragePort, type StoredBytes } from '../storage.port.js';

/** Files on the disk of this machine: `<DATA_DIR>/files/<two digits>/<key>`. */
@Injectable()
export class LocalStorage extends StoragePort {
  readonly kind = 'local';
  private readonly root: string;

  constructor(@Inject(APP_CONFIG) { dataDir }: AppConfig) {
    super();
    this.root = join(dataDir, 'files');
  }

  async put({ key }: StoredBytes, path: string): Promise<void> {
    const target = this.pathOf(key);
    const folder = dirname(target);
    const draft = `${target}.new`;
    try {
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      // what a copy left that was broken off
      await rm(draft, { force: true });
      await copy(path, draft);
      await rename(draft, target);
      await sync(folder);
      if (made !== undefined) await sync(dirname(made));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw explain(error);
    }
  }

  async open({ key }: StoredBytes, range?: ByteRange): Promise<Readable | null> {
    const path = this.pathOf(key);
    try {
      const file = await open(path, constants.O_RDONLY);
      return file.createReadStream(range ?? {});
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw explain(error);
    }
    // a disk that is not mounted has no files either, which does not mean that there are none
    await this.mustBeThere();
    return null;
  }

  async remove({ key }: StoredBytes): Promise<void> {
    const path = this.pathOf(key);
    try {
      await rm(path, { force: true });
      await rm(`${path}.new`, { force: true });
    } catch (error) {
      throw explain(error);
    }
    await this.mustBeThere();
  }

  async check(): Promise<StorageHealth> {
    try {
      await mkdir(this.root, { recursive: true, mode: 0o700 });
      await access(this.root, constants.R_OK | constants.W_OK | constants.X_OK);
      const { bavail, bsize } = await statfs(this.root);
      return { free: bavail * bsize };
    } catch (error) {
      throw explain(error);
    }
  }

  private async mustBeThere(): Promise<void> {
    try {
      await access(this.root, constants.R_OK | constants.X_OK);
    } catch (error) {
      throw explain(error);
    }
  }

  private pathOf(key: string): string {
    const id = /^([0-9a-f]{24})(-[a-z0-9]{1,8})?$/.exec(key)?.[1];
    if (id === undefined) throw new Error('a storage key that this server did not make');
    // the last digits of an id are a counter, the first ones a time: the last ones spread
    return join(this.root, id.slice(-2), key);
  }
}

// a second name costs no room; where the disk has none of the kind, or another disk is meant, the bytes are copied
async function copy(path: string, draft: string): Promise<void> {
  try {
    await link(path, draft);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    await copyFile(path, draft);
  }
  // what was made of a file may not be on the disk yet
  await sync(draft);
}

// without it bytes, or the name of a file whose bytes are on the disk, may be lost with the power
async function sync(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function explain(error: unknown): StorageFull | StorageUnavailable {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull(error) : new StorageUnavailable(error);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
