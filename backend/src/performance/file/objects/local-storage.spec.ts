import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type * as Promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppConfig } from '../../../config/app-config.js';
import { StorageFull, StorageUnavailable } from '../storage.errors.js';
import { LocalStorage } from './local-storage.js';

/** What the disk says to the next call of a function; null where it works. */
const disk = vi.hoisted(() => ({ link: null as string | null, copyFile: null as string | null }));

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof Promises>();
  const failing = (name: 'link' | 'copyFile') => async (from: string, to: string) => {
    if (disk[name] === null) {
      await actual[name](from, to);
      return;
    }
    if (name === 'copyFile') await actual.writeFile(to, 'half');
    throw Object.assign(new Error('as the test wants it'), { code: disk[name] });
  };
  return { ...actual, link: failing('link'), copyFile: failing('copyFile') };
});

const folder = mkdtempSync(join(tmpdir(), 'classy-disk-'));
const storage = new LocalStorage({ dataDir: folder } as AppConfig);
const at = { key: 'a'.repeat(24), type: 'text/plain' };
const path = join(folder, 'arrived');
const place = join(folder, 'files', 'aa');

beforeEach(() => {
  disk.link = disk.copyFile = null;
  writeFileSync(path, 'whole');
});
afterAll(() => {
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
    disk.link = 'EXDEV';
    disk.copyFile = code;
    await expect(storage.put(at, path)).rejects.toThrow(expected);
    expect(readdirSync(place)).toEqual([]);
    expect(await storage.open(at)).toBeNull();
    disk.copyFile = null;
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
    disk.link = 'EXDEV';
    disk.copyFile = 'ENOSPC';
    await expect(storage.put(at, path)).rejects.toThrow(StorageFull);
    expect(readFileSync(join(place, at.key), 'utf8')).toBe('whole');
  });
});
