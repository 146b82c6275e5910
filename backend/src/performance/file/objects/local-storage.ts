import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
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
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const draft = `${target}.new`;
    await rm(draft, { force: true });
    // a second name costs no room; where the disk has none of the kind, or another disk is meant, the bytes are copied
    await link(path, draft).catch(async () => {
      await copyFile(path, draft);
    });
    await rename(draft, target);
    await syncFolder(dirname(target));
  }

  async open({ key }: StoredBytes, range?: ByteRange): Promise<Readable | null> {
    try {
      const file = await open(this.pathOf(key), constants.O_RDONLY);
      return file.createReadStream(range ?? {});
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove({ key }: StoredBytes): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async check(): Promise<StorageHealth> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.root);
    return { free: bavail * bsize };
  }

  private pathOf(key: string): string {
    const id = /^([0-9a-f]{24})(-[a-z0-9]{1,8})?$/.exec(key)?.[1];
    if (id === undefined) throw new Error('a storage key that this server did not make');
    // the last digits of an id are a counter, the first ones a time: the last ones spread
    return join(this.root, id.slice(-2), key);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

// without it the name of a file that is on the disk may be lost with the power
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
