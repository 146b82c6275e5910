import * as z from 'zod';

/** Every machine-readable error code that the API, the socket and the command line answer with. */
export const errorCodes = [
  'VALIDATION_FAILED',
  'MALFORMED_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'CONFLICT',
  'UNAUTHENTICATED',
  'INVALID_CREDENTIALS',
  'SESSION_ENDED',
  'FORBIDDEN',
  'CSRF_FAILED',
  'ORIGIN_REFUSED',
  'ACCOUNT_LOCKED',
  'ADDRESS_BLOCKED',
  'RATE_LIMITED',
  'SELF_BLOCK',
  'RANGE_OFF_BOUNDARY',
  'RANGE_TOO_WIDE',
  'NOT_BLOCKED',
  'COVERED_BY_RANGE',
  'ACCOUNT_NOT_FOUND',
  'PROTECTED_ACCOUNT',
  'STEP_UP_REQUIRED',
  'SECOND_FACTOR_INVALID',
  'SECOND_FACTOR_LOCKED',
  'SECOND_FACTOR_NEEDED',
  'CHALLENGE_EXPIRED',
  'TOKEN_INVALID',
  'WEAK_PASSWORD',
  'REGISTRATION_CLOSED',
  'EMAIL_UNVERIFIED',
  'PROVIDER_REFUSED',
  'PROVIDER_UNAVAILABLE',
  'IDENTITY_TAKEN',
  'LAST_SIGN_IN_METHOD',
  'LAST_SUPER_ADMIN',
  'ROLE_IN_USE',
  'LIMIT_REACHED',
  'STALE',
  'ENROLMENT_REQUIRED',
  'LESSON_LOCKED',
  'PAYMENT_REQUIRED',
  'ATTEMPT_CLOSED',
  'NO_ATTEMPTS_LEFT',
  'FILE_REFUSED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** One refused field: `path` is the dotted name in the request, empty for the request as a whole. */
export const errorDetailSchema = z.object({ path: z.string(), message: z.string() });
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

/**
 * The `error` member of every failed answer. `retryAt` (ISO 8601) stands on locks, blocks and outages: the moment
 * from which trying again makes sense.
 */
export const errorSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  details: z.array(errorDetailSchema).optional(),
  retryAt: z.iso.datetime().optional(),
  requestId: z.string(),
});
export type ApiError = z.infer<typeof errorSchema>;

export const failureSchema = z.object({ success: z.literal(false), error: errorSchema });
export type Failure = z.infer<typeof failureSchema>;
