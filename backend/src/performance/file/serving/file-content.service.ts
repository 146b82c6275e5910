import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { UsersService } from '../../../security/users/users.service.js';
import { parseRange } from './byte-range.js';
import { contentHeaders } from './content-headers.js';
import { FileAddresses } from './file-addresses.js';
import { FileRulesRegistry } from '../file-rules-registry.js';
import { toFileRecord } from '../file.mapper.js';
import { FileRepository } from '../file.repository.js';
import type { FileDocument } from '../file.schema.js';
import type { FileReader } from '../files.port.js';
import { FileObjects } from '../objects/file-objects.js';
import { StorageUnavailable } from '../storage.errors.js';
import { choose } from './renditions.js';

/** What a browser says about the part of a file that it wants, and the one that it has. */
export interface Wanted {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** Whether it shows AVIF. */
  readonly avif: boolean;
}

/** The answer to it: `stream` is null where there are no bytes to send (304, 416). */
export interface Content {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: Readable | null;
}

const SIGNED = 'private, no-cache, no-transform';
const FOR_EVER = 'public, max-age=31536000, immutable, no-transform';

/** The bytes of files, for those who may read them at this moment. */
@Injectable()
export class FileContentService {
  constructor(
    private readonly files: FileRepository,
    private readonly rules: FileRulesRegistry,
    private readonly addresses: FileAddresses,
    private readonly objects: FileObjects,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /**
   * The bytes behind a signed address, of a picture those that are at least `width` pixels wide. Being signed is not enough: the rules are asked with what the person may do now.
   * @throws AppError NOT_FOUND for an address that is not ours, TOKEN_INVALID for one that is over, or whose reader may not
   * read the file any more
   */
  async signed(token: string, wanted: Wanted, width: number | null): Promise<Content> {
    const address = this.addresses.read(token);
    if (address === null) throw noFile();
    if (address === 'ended') throw over();
    const [reader, [file]] = await Promise.all([
      this.readerOf(address.userId),
      this.files.findStored([address.fileId]),
    ]);
    if (file === undefined) throw noFile();
    if (reader === 'gone' || !(await this.rules.mayRead(toFileRecord(file), reader))) throw over();
    return await this.answer(file, wanted, width, SIGNED);
  }

  /** A cover that everybody may see. @throws AppError NOT_FOUND */
  async cover(id: string, wanted: Wanted, width: number | null): Promise<Content> {
    const [file] = await this.files.findStored([id]);
    if (file?.purpose !== 'cover' || !(await this.rules.mayRead(toFileRecord(file), null))) throw noFile();
    return await this.answer(file, wanted, width, FOR_EVER);
  }

  private async readerOf(userId: string | null): Promise<FileReader | 'gone'> {
    if (userId === null) return null;
    const account = await this.users.findById(userId);
    const locked = account?.lockedUntil != null && account.lockedUntil > this.clock.now();
    if (account?.isActive !== true || locked) return 'gone';
    return { userId, permissions: account.profile.permissions };
  }

  private async answer(
    file: FileDocument,
    wanted: Wanted,
    width: number | null,
    cacheControl: string,
  ): Promise<Content> {
    const chosen = choose(file, { width, avif: wanted.avif });
    const { size, etag } = chosen;
    const headers = {
      ...contentHeaders(chosen),
      ...{ ETag: etag, 'Cache-Control': cacheControl, 'Accept-Ranges': 'bytes' },
      ...(chosen.varies && { Vary: 'Accept' }),
    };
    if (names(wanted.ifNoneMatch, etag)) return { status: 304, headers, stream: null };
    const isSame = wanted.ifRange === undefined || wanted.ifRange === etag;
    const range = isSame ? parseRange(wanted.range, size) : null;
    if (range === 'beyond') {
      return { status: 416, headers: { 'Content-Range': `bytes */${String(size)}` }, stream: null };
    }
    const { storage } = file;
    const stream = await this.objects.open({ storage, key: chosen.key, type: chosen.type }, range ?? undefined);
    if (stream === null) throw noFile();
    await begun(stream);
    if (range === null) return { status: 200, headers: { ...headers, 'Content-Length': String(size) }, stream };
    const { start, end } = range;
    return {
      status: 206,
      headers: {
        ...headers,
        'Content-Length': String(end - start + 1),
        'Content-Range': `bytes ${String(start)}-${String(end)}/${String(size)}`,
      },
      stream,
    };
  }
}

// what fails before its first byte can still be answered; after it, only the connection can be cut
async function begun(stream: Readable): Promise<void> {
  if (stream.readableLength > 0 || stream.readableEnded) return;
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error) => {
      stream.off('readable', done).off('end', done).off('error', done).off('close', done);
      if (error === undefined) resolve();
      else reject(new StorageUnavailable(error));
    };
    stream.on('readable', done).on('end', done).on('error', done).on('close', done);
  });
}

// weak comparison (RFC 9110, section 13.1.2)
function names(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

function noFile(): AppError {
  return new AppError('NOT_FOUND', 'There is no such file.');
}

// not a 404: pages that stand open for long ask with such addresses, and those who do are not looking for anything
function over(): AppError {
  return new AppError('TOKEN_INVALID', 'This address is no longer good. Load the page again.');
}
