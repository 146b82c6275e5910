import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import type { DeliveryProblem } from '@classy-book/contracts/webhooks';
import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { VERSION } from '../../config/version.js';
import { allowedRanges, readTarget, refusedAddress, type TargetPolicy, type TargetProblem } from './target-policy.js';

/** What became of one try. `status` is null where there was no answer; `problem` is null where it arrived. */
export interface Attempt {
  readonly status: number | null;
  readonly problem: DeliveryProblem | null;
  /** The first 1,000 characters of the answer, in one piece of plain text. */
  readonly answer: string | null;
  readonly durationMs: number;
}

/** Finds the addresses of a name. */
export type Resolver = (name: string) => Promise<readonly LookupAddress[]>;

class RefusedAddressError extends Error {}
class UnresolvedError extends Error {}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1_024;
const KEPT_CHARACTERS = 1_000;
const resolveByName = promisify(systemLookup);

/**
 * Brings one delivery to its endpoint. Each connection goes to an address that was checked just before: the name is looked
 * up once, every address of it must be allowed, and the connection is made to those, so a name that changes in between
 * changes nothing. Redirects are not followed.
 */
@Injectable()
export class WebhookTransport {
  private readonly policy: TargetPolicy;
  /** For tests, which have names of their own. */
  resolve: Resolver = async (name) => await resolveByName(name, { all: true });

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    const allowed = allowedRanges(config.outward.webhookAllowPrivate);
    this.policy = { requireHttps: config.production, allowed };
  }

  /**
   * Looks at a URL before it is kept.
   * @returns the URL in its canonical form, or what is wrong with it. A name that cannot be resolved now is no mistake.
   */
  async check(text: string): Promise<URL | TargetProblem> {
    const url = readTarget(text, this.policy);
    if (typeof url === 'string') return url;
    const addresses = await this.resolve(url.hostname.replace(/^\[|\]$/g, '')).catch(() => []);
    return refusedAddress(addresses, this.policy.allowed) === null ? url : 'address';
  }

  /** Sends a body; never throws. */
  async send(target: string, headers: Readonly<Record<string, string>>, body: string): Promise<Attempt> {
    const start = performance.now();
    const took = (): number => Math.round(performance.now() - start);
    const url = readTarget(target, this.policy);
    if (typeof url === 'string') return { status: null, problem: 'address_refused', answer: null, durationMs: took() };
    try {
      const { status, answer } = await this.post(url, headers, body);
      return { status, problem: problemOf(status), answer, durationMs: took() };
    } catch (error) {
      return { status: null, problem: problemOfError(error), answer: null, durationMs: took() };
    }
  }

  private async post(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<{ status: number; answer: string }> {
    const options: RequestOptions = {
      method: 'POST',
      // an address of a name is checked by `lookup`; one that stands in the URL was checked by `readTarget`
      lookup: this.checkedLookup,
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': `Classy-Book-Webhooks/${VERSION}`,
      },
    };
    return await new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
      request.on('error', reject);
      request.on('response', (response) => {
        readAnswer(response).then((answer) => {
          resolve({ status: response.statusCode ?? 0, answer });
        }, reject);
      });
      request.end(body);
    });
  }

  private readonly checkedLookup: LookupFunction = (name, options, callback) => {
    this.resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) callback(new UnresolvedError(), '', 0);
        else if (refusedAddress(addresses, this.policy.allowed) !== null) callback(new RefusedAddressError(), '', 0);
        else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      () => {
        callback(new UnresolvedError(), '', 0);
      },
    );
  };
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // the status is known: what more there is to read is of no interest
    if (size > MAX_ANSWER_BYTES) break;
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/[\p{Cc}\s]+/gu, ' ');
  return text.slice(0, KEPT_CHARACTERS).toWellFormed();
}

function problemOf(status: number): DeliveryProblem | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

function problemOfError(error: unknown): DeliveryProblem {
  if (error instanceof RefusedAddressError) return 'address_refused';
  if (error instanceof UnresolvedError) return 'unresolved';
  if (!(error instanceof Error)) return 'connection';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ETIMEDOUT') return 'timeout';
  return /CERT|SSL|TLS|SIGNATURE|ALTNAME/.test(code) ? 'tls' : 'connection';
}
