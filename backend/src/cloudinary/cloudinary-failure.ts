import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { StorageFull, StorageUnavailable } from '../performance/file/storage.errors.js';

/** How often something is tried, and how long at most is waited in between: each pause is three times the one before. */
export interface Patience {
  readonly tries: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

const TIMED_OUT = 499;
const PASSING = [408, 420, 425, 429, TIMED_OUT];

/**
 * An answer of Cloudinary that is a failure, or none at all (`status` is null). It holds nothing of the request: that has the secret.
 */
export class CloudinaryFailure extends Error {
  constructor(
    readonly status: number | null,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`Cloudinary: ${status === null ? '' : `${String(status)} `}${message.slice(0, 300)}`);
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return this.status === null || this.status >= 500 || PASSING.includes(this.status);
  }

  /** Whether the account has no room for it. */
  get isFull(): boolean {
    return /quota|storage limit|too large|exceeds? (the|your) (maximum|plan)/i.test(this.message);
  }
}

/** Reads what the SDK fails with: an error of the network, or an object with `message` and `http_code`, sometimes within `error`. */
export function failureOf(thrown: unknown, retryAfterMs: number | null = null): CloudinaryFailure {
  if (thrown instanceof CloudinaryFailure) return thrown;
  const outer = asRecord(thrown);
  const inner = asRecord(outer['error']);
  const error = 'message' in inner ? inner : outer;
  const status = typeof error['http_code'] === 'number' ? error['http_code'] : null;
  const said = asRecord(error['message'])['message'] ?? error['message'];
  const code = typeof error['code'] === 'string' ? `${error['code']} ` : '';
  return new CloudinaryFailure(status, `${code}${typeof said === 'string' ? said : 'no answer'}`, retryAfterMs);
}

/** The failure as callers of a storage know it. */
export function toStorageError(thrown: unknown): StorageFull | StorageUnavailable {
  const failure = failureOf(thrown);
  return failure.isFull ? new StorageFull(failure) : new StorageUnavailable(failure);
}

/**
 * Tries something again as long as its failure may pass. Pauses are random, so that not everybody comes back in the same moment, and not
 * shorter than what the answer asks for; where that is longer than anybody waits, the failure is final.
 * @throws CloudinaryFailure
 */
export async function persist<T>(patience: Patience, attempt: () => Promise<T>): Promise<T> {
  const { tries, firstPauseMs, longestPauseMs } = patience;
  for (let failed = 1; ; failed += 1) {
    try {
      return await attempt();
    } catch (error) {
      const failure = failureOf(error);
      const asked = failure.retryAfterMs ?? 0;
      if (!failure.isPassing || failed >= tries || asked > longestPauseMs) throw failure;
      const longest = Math.min(firstPauseMs * 3 ** (failed - 1), longestPauseMs);
      await wait(Math.max(asked, (longest * randomInt(500, 1_001)) / 1_000));
    }
  }
}

/** Reads a `Retry-After` header (RFC 9110, section 10.2.3), seconds or a date, in milliseconds. */
export function retryAfterOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value instanceof Error) return { message: value.message, code: 'code' in value ? value.code : undefined };
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
