import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';

/** Bytes that arrived whole. */
export interface Received {
  readonly path: string;
  readonly size: number;
}

/** Longer than this without a byte, and an upload is given up. */
const STALLED_MS = 60_000;

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
    const stalled = setTimeout(() => source.destroy(new Error('stalled')), STALLED_MS);
    try {
      let size = 0;
      // the connection stays open, so that a refusal can still be answered
      const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      for await (const chunk of chunks) {
        stalled.refresh();
        size += chunk.length;
        if (size > limit) throw tooLarge(limit);
        await file.writev([chunk]);
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

  /** Deletes whatever is left of an upload, and what was made of it (`<id>.<role>`). */
  async discard(id: string): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const own = names.filter((name) => name === id || name.startsWith(`${id}.`));
    await Promise.all(own.map(async (name) => rm(join(this.folder, name), { force: true })));
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

function explain(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('SERVICE_UNAVAILABLE', 'There is no room for this file at the moment. Tell an administrator.', {
      severity: 'error',
      cause: error,
    });
  }
  return new AppError('MALFORMED_REQUEST', 'The upload broke off before it was complete. Try again.', { cause: error });
}
