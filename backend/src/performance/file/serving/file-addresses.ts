import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { deriveKey, equalInConstantTime, sign } from '../../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';

/** Whose address it is, and of which file. `userId` is null for somebody who is not signed in. */
export interface SignedAddress {
  readonly fileId: string;
  readonly userId: string | null;
}

const HOUR_MS = 3_600_000;
const GOOD_FOR_MS = 6 * HOUR_MS;
const TOKEN = /^([0-9a-f]{24})\.([0-9a-f]{24}|0)\.([0-9a-z]{1,10})\.([\w-]{43})$/;

/**
 * Signed addresses of files: `<file>.<person>.<end>.<HMAC>`, good for six hours. Elements of a page cannot send an access
 * token; this stands in for it, for one file and one person.
 */
@Injectable()
export class FileAddresses {
  private readonly key: Buffer;

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.secrets.app, 'file-address');
  }

  /** The address of a file for one reader. It stays the same for an hour, so that browsers know what they have. */
  of(fileId: string, userId: string | null): string {
    const end = Math.ceil(this.clock.now().getTime() / HOUR_MS) * HOUR_MS + GOOD_FOR_MS;
    const body = `${fileId}.${userId ?? '0'}.${end.toString(36)}`;
    return `/api/v1/files/content/${body}.${sign(this.key, body)}`;
  }

  /** The address of a picture that everybody may see. */
  ofCover(fileId: string): string {
    return `/api/v1/files/covers/${fileId}`;
  }

  /** Reads the last part of an address: null where it is not ours, `ended` where its time is over. */
  read(token: string): SignedAddress | 'ended' | null {
    const [, fileId, userId, end, signature] = TOKEN.exec(token) ?? [];
    if (fileId === undefined || userId === undefined || end === undefined || signature === undefined) return null;
    if (!equalInConstantTime(signature, sign(this.key, `${fileId}.${userId}.${end}`))) return null;
    if (parseInt(end, 36) <= this.clock.now().getTime()) return 'ended';
    return { fileId, userId: userId === '0' ? null : userId };
  }
}
