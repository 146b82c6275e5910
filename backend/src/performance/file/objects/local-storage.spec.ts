import {
  existsSync,
  mkdtempSync,
  type PathLike,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import disk from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppConfig } from '../../../config/app-config.js';
import { StorageFull, StorageUnavailable } from '../storage.errors.js';
import { LocalStorage } from './local-storage.js';

type Failing = 'link' | 'copyFile';
const actual = { link: disk.link, copyFile: disk.copyFile };

/** From now on the disk answers so, after half of what it was to copy; null where it works. */
function answer(name: Failing, code: string | null): void {
  disk[name] = async (from: PathLike, to: PathLike) => {
    if (code === null) {
      await actual[name](from, to);
      return;
    }
    if (name === 'copyFile') await disk.writeFile(to, 'half');
    throw Object.assign(new Error('as the test wants it'), { code });
  };
  syncBuiltinESMExports();
}

const folder = mkdtempSync(join(tmpdir(), 'classy-disk-'));
const storage = new LocalStorage({ dataDir: folder } as AppConfig);
const at = { key: 'a'.repeat(24), type: 'text/plain' };
const path = join(folder, 'arrived');
const place = join(folder, 'files', 'aa');

beforeEach(() => {
  answer('link', null);
  answer('copyFile', null);
  writeFileSync(path, 'whole');
});
afterAll(() => {
  Object.assign(disk, actual);
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

describe('the disk', () => {
  it.each([
    ['ENOSPC', StorageFull],
    ['EDQUOT', StorageFull],
    ['EIO', StorageUnavailable],
    ['EACCES', StorageUnavailable],
    ['EROFS', StorageUnavailable],
  ])('that answers %s while it copies keeps nothing of it, and takes the file later', async (code, expected) => {
    answer('link', 'EXDEV');
    answer('copyFile', code);
    await expect(storage.put(at, path)).rejects.toThrow(expected);
    expect(readdirSync(place)).toEqual([]);
    expect(await storage.open(at)).toBeNull();
    answer('copyFile', null);
    await storage.put(at, path);
    expect(readFileSync(join(place, at.key), 'utf8')).toBe('whole');
    await storage.remove(at);
  });

  it('holds bytes once under two names, until the one that they arrived under is gone', async () => {
    await storage.put(at, path);
    expect(statSync(join(place, at.key)).ino).toBe(statSync(path).ino);
    rmSync(path);
    expect(existsSync(join(place, at.key))).toBe(true);
  });

  it('keeps what is there where what replaces it cannot be copied', async () => {
    await storage.put(at, path);
    answer('link', 'EXDEV');
    answer('copyFile', 'ENOSPC');
    await expect(storage.put(at, path)).rejects.toThrow(StorageFull);
    expect(readFileSync(join(place, at.key), 'utf8')).toBe('whole');
  });
});
