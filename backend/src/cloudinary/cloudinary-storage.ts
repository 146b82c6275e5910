import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import type { CloudinaryConfig } from '../config/app-config.js';
import { type ByteRange, type StorageHealth, StoragePort, type StoredBytes } from '../performance/file/storage.port.js';
import { CloudinaryAccount, type Sdk } from './cloudinary-account.js';
import { fetchBytes } from './cloudinary-delivery.js';
import { failureOf, type Patience, persist, toStorageError } from './cloudinary-failure.js';
import { upload } from './cloudinary-upload.js';

/** How long it is waited for Cloudinary. Times in milliseconds; `timeoutMs` is how long nothing may happen. */
export interface CloudinaryPatience extends Patience {
  readonly timeoutMs: number;
  readonly readingTimeoutMs: number;
}

const USUAL: CloudinaryPatience = {
  tries: 3,
  firstPauseMs: 250,
  longestPauseMs: 10_000,
  timeoutMs: 60_000,
  readingTimeoutMs: 15_000,
};

/**
 * Files at Cloudinary, all of them `authenticated`: nobody gets one without a signature, and the signatures are known to this server
 * alone, which hands the bytes on. So whoever may not read a file any more cannot read it from the next request on.
 */
export class CloudinaryStorage extends StoragePort {
  readonly kind = 'cloudinary';
  private readonly account: CloudinaryAccount;

  constructor(
    sdk: Sdk,
    private readonly config: CloudinaryConfig,
    private readonly patience: CloudinaryPatience = USUAL,
  ) {
    super();
    this.account = new CloudinaryAccount(sdk, config, patience.timeoutMs);
  }

  async put(bytes: StoredBytes, path: string): Promise<void> {
    await this.do(async () => {
      await upload(this.account, bytes, path, this.patience);
    });
  }

  async open(bytes: StoredBytes, range?: ByteRange): Promise<Readable | null> {
    // somebody waits for it
    const quick = { ...this.patience, tries: 2 };
    return await this.do(async () => {
      const address = this.account.addressOf(bytes);
      return await persist(quick, async () => await fetchBytes(address, range, this.patience.readingTimeoutMs));
    });
  }

  async remove(bytes: StoredBytes): Promise<void> {
    const { publicId, kind } = this.account.nameOf(bytes);
    // whoever deletes comes back anyway where it was not possible
    const quick = { ...this.patience, tries: 2 };
    await this.do(async () => {
      const answer = await persist(quick, async () => {
        return await this.account.call((options, done) => {
          const removing = { ...options, ...kind, invalidate: true, timeout: this.patience.readingTimeoutMs };
          void this.account.sdk.uploader.destroy(publicId, removing, done);
        });
      });
      if (answer['result'] !== 'ok' && answer['result'] !== 'not found') throw failureOf({ message: 'not deleted' });
    });
  }

  async check(): Promise<StorageHealth> {
    const agent = this.config.apiUrl.startsWith('http:') ? new HttpAgent() : new HttpsAgent();
    // the SDK waits for ever where nothing comes
    const timer = setTimeout(() => {
      agent.destroy();
    }, this.patience.readingTimeoutMs);
    return await this.do(async () => {
      try {
        await this.account.sdk.api.ping({ ...this.account.caller, agent });
        return { free: null };
      } finally {
        clearTimeout(timer);
        agent.destroy();
      }
    });
  }

  private async do<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toStorageError(error);
    }
  }
}
