import type { ErrorCode, ErrorDetail } from '@classy-book/contracts/errors';

/** How loud an error is in the log: a refused request is information, a broken server an error. */
export type ErrorSeverity = 'info' | 'warn' | 'error';

/** What an AppError carries besides its code and its sentence. */
export interface AppErrorOptions {
  readonly details?: readonly ErrorDetail[];
  /** From when on trying again makes sense. */
  readonly retryAt?: Date;
  readonly severity?: ErrorSeverity;
  readonly cause?: unknown;
}

const STATUS: Readonly<Record<ErrorCode, number>> = {
  VALIDATION_FAILED: 400,
  MALFORMED_REQUEST: 400,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  UNAUTHENTICATED: 401,
  INVALID_CREDENTIALS: 401,
  SESSION_ENDED: 401,
  FORBIDDEN: 403,
  CSRF_FAILED: 403,
  ORIGIN_REFUSED: 403,
  ACCOUNT_LOCKED: 429,
  ADDRESS_BLOCKED: 403,
  RATE_LIMITED: 429,
  SELF_BLOCK: 409,
  RANGE_OFF_BOUNDARY: 400,
  RANGE_TOO_WIDE: 400,
  NOT_BLOCKED: 404,
  COVERED_BY_RANGE: 409,
  ACCOUNT_NOT_FOUND: 404,
  PROTECTED_ACCOUNT: 409,
  STEP_UP_REQUIRED: 403,
  SECOND_FACTOR_INVALID: 401,
  SECOND_FACTOR_LOCKED: 429,
  SECOND_FACTOR_NEEDED: 409,
  CHALLENGE_EXPIRED: 401,
  TOKEN_INVALID: 400,
  WEAK_PASSWORD: 400,
  REGISTRATION_CLOSED: 403,
  EMAIL_UNVERIFIED: 403,
  PROVIDER_REFUSED: 401,
  PROVIDER_UNAVAILABLE: 503,
  IDENTITY_TAKEN: 409,
  LAST_SIGN_IN_METHOD: 409,
  LAST_SUPER_ADMIN: 409,
  ROLE_IN_USE: 409,
  LIMIT_REACHED: 409,
  STALE: 409,
  ENROLMENT_REQUIRED: 403,
  LESSON_LOCKED: 403,
  PAYMENT_REQUIRED: 402,
  ATTEMPT_CLOSED: 409,
  NO_ATTEMPTS_LEFT: 409,
  FILE_REFUSED: 422,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL: 500,
};

/**
 * The one error that services throw. The message is for the person who reads it: it says what happened and what to do,
 * and holds nothing secret.
 */
export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.status = STATUS[code];
  }
}
