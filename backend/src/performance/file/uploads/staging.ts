import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { StorageFull, StorageUnavailable } from '../storage.errors.js';

/** Bytes that arrived whole. */
export interface Received {
  readonly path: string;
  readonly size: number;
}

/** Longer than this without a byte, and an upload is given up. */
const STALLED_MS = 60_000;
const DISK_CALLS = new Set(['open', 'mkdir', 'write', 'fsync', 'ftruncate', 'stat', 'fstat', 'close']);

/** Where files lie while they arrive and are looked at, before the storage takes them over. */
@Injectable()
export class Staging {
  private readonly folder: string;

  constructor(@Inject(APP_CONFIG) { dataDir }: AppConfig) {
    this.folder = join(dataDir, 'files', 'incoming');
  }

  /**
   * Writes a stream to the disk, piece by piece, and waits until it is safe there.
   * @throws AppError PAYLOAD_TOO_LARGE beyond `limit` bytes, MALFORMED_REQUEST where the stream broke off, SERVICE_UNAVAILABLE
   * where the disk is full
   */
  async receive(id: string, source: Readable, limit: number): Promise<Received> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = this.pathOf(id);
    const file = await open(path, 'wx', 0o600);
    const stalled = setTimeout(() => source.destroy(brokenOff()), STALLED_MS);
    try {
      let size = 0;
      // the connection stays open, so that a refusal can still be answered
      const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      for await (const chunk of chunks) {
        stalled.refresh();
        if (size + chunk.length > limit) throw tooLarge(limit);
        await writeAll(file, chunk, size);
        size += chunk.length;
      }
      await file.sync();
      return { path, size };
    } catch (error) {
      throw explain(error);
    } finally {
      clearTimeout(stalled);
      await file.close();
    }
  }

  /**
   * Writes a stream behind the first `offset` bytes of an upload. What arrived stays where it breaks off; it is safe on the disk when
   * this settles. `mayWrite` is asked before each write, and stops it by throwing.
   * @returns how many bytes there are then
   * @throws AppError MALFORMED_REQUEST where the stream broke off, SERVICE_UNAVAILABLE where the disk is full, what `mayWrite` throws
   */
  async append(id: string, source: Readable, offset: number, mayWrite: () => void): Promise<number> {
    const file = await this.open(id, constants.O_WRONLY);
    const stalled = setTimeout(() => source.destroy(brokenOff()), STALLED_MS);
    let end = offset;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        stalled.refresh();
        mayWrite();
        await writeAll(file, chunk, end);
        end += chunk.length;
      }
    } catch (error) {
      throw explain(error);
    } finally {
      clearTimeout(stalled);
      await makeSafe(file, offset);
    }
    return end;
  }

  /** How many bytes of an upload have arrived. */
  async sizeOf(id: string): Promise<number> {
    try {
      return (await stat(this.pathOf(id))).size;
    } catch (error) {
      if (isMissing(error)) return 0;
      throw explain(error);
    }
  }

  /** The bytes of an upload that is complete; they are safe on the disk when this resolves. */
  async settle(id: string): Promise<Received> {
    const file = await this.open(id, constants.O_RDWR);
    try {
      await file.sync();
      return { path: this.pathOf(id), size: (await file.stat()).size };
    } catch (error) {
      throw explain(error);
    } finally {
      await file.close();
    }
  }

  /** Deletes whatever is left of an upload, and what was made of it (`<id>.<role>`). */
  async discard(id: string): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const own = names.filter((name) => name === id || name.startsWith(`${id}.`));
    await Promise.all(own.map(async (name) => rm(join(this.folder, name), { force: true })));
  }

  private async open(id: string, flags: number): Promise<FileHandle> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      return await open(this.pathOf(id), flags | constants.O_CREAT, 0o600);
    } catch (error) {
      throw explain(error);
    }
  }

  private pathOf(id: string): string {
    if (!/^[0-9a-f]{24}$/.test(id)) throw new Error('an upload that this server did not begin');
    return join(this.folder, id);
  }
}

/** The SHA-256 of a file in hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** The refusal of a file that is larger than its purpose allows. */
export function tooLarge(limit: number): AppError {
  const megabytes = Math.floor(limit / 1024 / 1024);
  return new AppError('PAYLOAD_TOO_LARGE', `The file is too large: at most ${String(megabytes)} MB.`);
}

// a disk that is nearly full may take a part of what it is given
async function writeAll(file: FileHandle, chunk: Buffer, position: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await file.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
  }
}

// what could not be made safe did not arrive: nobody may be told that it did
async function makeSafe(file: FileHandle, sure: number): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    await file.truncate(sure).catch(() => undefined);
    throw explain(error);
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function brokenOff(cause?: unknown): AppError {
  return new AppError('MALFORMED_REQUEST', 'The upload broke off before it was complete. Try again.', { cause });
}

// what the disk refuses is not the sender's fault; a connection has errors of its own
function explain(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const { code = '', syscall = 'read' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StorageFull(error);
  return DISK_CALLS.has(syscall) ? new StorageUnavailable(error) : brokenOff(error);
}
