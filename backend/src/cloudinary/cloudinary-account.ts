import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { v2 } from 'cloudinary';
import { LRUCache } from 'lru-cache';
import type { CloudinaryConfig } from '../config/app-config.js';
import type { StoredBytes } from '../performance/file/storage.port.js';
import { failureOf, retryAfterOf } from './cloudinary-failure.js';

/** The part of the SDK that is used. */
export type Sdk = typeof v2;
type Answer = Readonly<Record<string, unknown>>;
type Callback = (error: unknown, answer: unknown) => void;

/** By this header an answer is found again: the SDK tells nobody its headers. */
const MARK = 'x-request-id';

const asked = new LRUCache<string, string>({ max: 1_000 });
let listening = false;

/** What every call to one account has in common: who calls, where, and how a file is named there. */
export class CloudinaryAccount {
  constructor(
    readonly sdk: Sdk,
    private readonly config: CloudinaryConfig,
    readonly timeoutMs: number,
  ) {
    if (listening) return;
    listening = true;
    subscribe('http.client.response.finish', (message) => {
      const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
      const mark = request.getHeader(MARK);
      const after = response.headers['retry-after'];
      if (typeof mark === 'string' && after !== undefined) asked.set(mark, after);
    });
  }

  /** Who calls, and where. */
  get caller(): Record<string, unknown> {
    const { cloudName, apiKey, apiSecret, apiUrl } = this.config;
    return { cloud_name: cloudName, api_key: apiKey, api_secret: apiSecret, upload_prefix: apiUrl };
  }

  /** The name of a file there, and of what kind it is: `video` has room for large ones, everything else is kept as it is. */
  nameOf({ key, type }: StoredBytes): { publicId: string; kind: Record<string, unknown> } {
    const isMoving = type.startsWith('video/') || type.startsWith('audio/');
    const kind = { resource_type: isMoving ? 'video' : 'raw', type: 'authenticated' };
    return { publicId: `${this.config.folder}/${key}`, kind };
  }

  /** The signed address of a file's bytes; for this process only, as it knows no end. */
  addressOf(bytes: StoredBytes): URL {
    const { cloudName, apiSecret, apiUrl, deliveryHost, isPrivateHost } = this.config;
    const { publicId, kind } = this.nameOf(bytes);
    const host = apiUrl.startsWith('http:')
      ? { secure: false, cname: deliveryHost }
      : { secure: true, secure_distribution: deliveryHost };
    const signing = { sign_url: true, long_url_signature: true, api_secret: apiSecret };
    const about = { cloud_name: cloudName, private_cdn: isPrivateHost, urlAnalytics: false };
    return new URL(this.sdk.url(publicId, { ...kind, ...host, ...signing, ...about }));
  }

  /**
   * Makes a call of the uploader, which answers a callback, maybe more than once.
   * @throws CloudinaryFailure
   */
  async call(make: (options: Record<string, unknown>, done: Callback) => void): Promise<Answer> {
    const mark = randomUUID();
    const options = { ...this.caller, timeout: this.timeoutMs, extra_headers: { [MARK]: mark } };
    try {
      return await new Promise<Answer>((resolve, reject) => {
        // its promises would be rejected with nobody to catch it
        make({ ...options, disable_promises: true }, (error, answer) => {
          if (error === undefined || error === null) resolve(answer as Answer);
          else reject(failureOf(error, retryAfterOf(asked.get(mark))));
        });
      });
    } finally {
      asked.delete(mark);
    }
  }
}
