import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { type ByteRange, StoragePort } from './storage.port.js';

/** Files on the disk of this machine: `<DATA_DIR>/files/<two digits>/<id>`. */
@Injectable()
export class LocalStorage extends StoragePort {
  private readonly root: string;

  constructor(@Inject(APP_CONFIG) { dataDir }: AppConfig) {
    super();
    this.root = join(dataDir, 'files');
  }

  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await syncFolder(dirname(target));
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    try {
      const file = await open(this.pathOf(key), constants.O_RDONLY);
      return file.createReadStream(range ?? {});
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!/^[0-9a-f]{24}$/.test(key)) throw new Error('a storage key that this server did not make');
    // the last digits of an id are a counter, the first ones a time: the last ones spread
    return join(this.root, key.slice(-2), key);
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
