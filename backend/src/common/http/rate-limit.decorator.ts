import { SetMetadata } from '@nestjs/common';

/** The classes of routes that have a rate limit of their own; all others fall under `api` or `anonymous`. */
export const rateLimitClasses = [
  'sign-in',
  'second-factor',
  'refresh',
  'mail',
  'invitation',
  'token',
  'export',
  'upload',
  'pieces',
  'post',
  'media',
  'light',
  'api',
  'anonymous',
] as const;
export type RateLimitClass = (typeof rateLimitClasses)[number];

/** The metadata key under which the rate limit guard finds the class of a route. */
export const RATE_LIMIT = 'rate-limit';

/**
 * Puts a route into a class of its own: `mail` for what sends a mail to an address that somebody typed, `token` for what
 * takes a single-use token, `light` for cheap public reads that need no database, `media` for
 * what pages show by itself (pictures, pieces of videos), `pieces` for uploads in pieces, `post` for what people write for others to read, the others by
 * their name. The limits of the classes stand in `security/rate-limit`.
 */
export function RateLimit(name: RateLimitClass): MethodDecorator & ClassDecorator {
  return SetMetadata(RATE_LIMIT, name);
}
