import type { RateLimitClass } from '../../common/http/rate-limit.decorator.js';

/**
 * What one counter counts. For a signed-in person all of them count the person; for everybody else the address (an IPv6
 * address by its /64), alone or together with what the request names.
 */
export type CountedBy = 'address' | 'address-and-account' | 'account' | 'address-and-challenge' | 'session';

/** One counter: at most `points` in `seconds`. */
export interface RateLimitPolicy {
  readonly name: string;
  readonly by: CountedBy;
  readonly points: number;
  readonly seconds: number;
  /**
   * How many points a process takes from the shared store at once and spends by itself: 1 where each must be exact, more
   * where most requests should cost no command. Divides `points`.
   */
  readonly lease: number;
  /** The same where there is no Redis, so only one process: `lease` where it is left out. */
  readonly leaseAlone?: number;
}

const MINUTE = 60;
const HOUR = 3_600;

/**
 * The counters of each class; a request must pass all of its class. The narrow ones are what one person needs, the wide
 * ones by address leave room for a school behind one address.
 */
export const rateLimitPolicies: Readonly<Record<Exclude<RateLimitClass, 'light'>, readonly RateLimitPolicy[]>> = {
  'sign-in': [
    { name: 'sign-in', by: 'address-and-account', points: 5, seconds: MINUTE, lease: 1, leaseAlone: 5 },
    { name: 'sign-in-address', by: 'address', points: 60, seconds: MINUTE, lease: 10 },
  ],
  'second-factor': [
    { name: 'second-factor', by: 'address-and-challenge', points: 5, seconds: MINUTE, lease: 1 },
    { name: 'second-factor-address', by: 'address', points: 60, seconds: MINUTE, lease: 10 },
  ],
  refresh: [
    { name: 'refresh', by: 'session', points: 30, seconds: MINUTE, lease: 5 },
    { name: 'refresh-address', by: 'address', points: 600, seconds: MINUTE, lease: 60 },
  ],
  mail: [
    { name: 'mail-account', by: 'account', points: 6, seconds: HOUR, lease: 1 },
    { name: 'mail-address', by: 'address', points: 30, seconds: HOUR, lease: 1 },
  ],
  invitation: [{ name: 'invitation', by: 'address', points: 200, seconds: HOUR, lease: 1 }],
  token: [{ name: 'token', by: 'address', points: 20, seconds: MINUTE, lease: 1 }],
  export: [{ name: 'export', by: 'address', points: 10, seconds: 10 * MINUTE, lease: 1 }],
  upload: [{ name: 'upload', by: 'address', points: 60, seconds: MINUTE, lease: 5 }],
  // a gigabyte comes in 128 pieces, and on a fast line within seconds
  pieces: [{ name: 'pieces', by: 'address', points: 1_200, seconds: MINUTE, lease: 50 }],
  // announcements, questions and answers: what others have to read
  post: [{ name: 'post', by: 'address', points: 30, seconds: 10 * MINUTE, lease: 1 }],
  // a class of pupils behind one address, each with a page of pictures
  media: [{ name: 'media', by: 'address', points: 6_000, seconds: MINUTE, lease: 200 }],
  api: [{ name: 'api', by: 'address', points: 100, seconds: MINUTE, lease: 10 }],
  anonymous: [{ name: 'anonymous', by: 'address', points: 60, seconds: MINUTE, lease: 10 }],
};

/** Cheap public reads that every page load makes, and the health probes: counted by each process for itself. */
export const LIGHT_POLICY: RateLimitPolicy = { name: 'light', by: 'address', points: 600, seconds: MINUTE, lease: 1 };
