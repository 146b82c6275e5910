import { HttpErrorResponse } from '@angular/common/http';
import type { ApiError, ErrorCode, ErrorDetail } from '@classy-book/contracts/errors';
import { isChunkFailure } from './chunk-failure';

/** The path of an API route: `apiUrl('/auth/me')` is `/api/v1/auth/me`, on the origin that served the app. */
export function apiUrl(path: `/${string}`): string {
  return `/api/v1${path}`;
}

interface ApiFailureFields {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: readonly ErrorDetail[];
  readonly retryAt?: string | null;
  readonly requestId?: string | null;
  readonly status: number;
}

/**
 * A refused or failed call in one shape. `status` is the HTTP status, 0 where there was no answer; `retryAt` is an ISO
 * 8601 moment or null; `requestId` is what the operator searches the log for, null where the server named none.
 */
export class ApiFailure extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly retryAt: string | null;
  readonly requestId: string | null;
  readonly status: number;

  constructor(fields: ApiFailureFields) {
    super(fields.message);
    this.name = 'ApiFailure';
    this.code = fields.code;
    this.details = fields.details ?? [];
    this.retryAt = fields.retryAt ?? null;
    this.requestId = fields.requestId ?? null;
    this.status = fields.status;
  }

  /** True where nothing answered: no network, the server is down, or the call was cut off. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'RATE_LIMITED',
  502: 'SERVICE_UNAVAILABLE',
  503: 'SERVICE_UNAVAILABLE',
  504: 'SERVICE_UNAVAILABLE',
};

/** Turns whatever a call threw into an `ApiFailure`; one that is an `ApiFailure` already comes back as it is. */
export function toApiFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (isChunkFailure(error)) return unanswered();
  if (!(error instanceof HttpErrorResponse)) {
    const message = error instanceof Error ? error.message : 'Something went wrong in the app.';
    return new ApiFailure({ code: 'INTERNAL', message, status: -1 });
  }
  if (error.status === 0) return unanswered();
  const told = errorIn(bodyOf(error));
  const requestId = error.headers.get('X-Request-Id');
  if (told) return new ApiFailure({ ...told, requestId: told.requestId ?? requestId, status: error.status });
  const code = codeByStatus[error.status] ?? 'INTERNAL';
  const message = `The server answered ${String(error.status)}.`;
  return new ApiFailure({ code, message, requestId, status: error.status });
}

function unanswered(): ApiFailure {
  return new ApiFailure({ code: 'SERVICE_UNAVAILABLE', message: 'The server did not answer.', status: 0 });
}

/** Downloads ask for text, so their failures arrive as text too. */
function bodyOf(error: HttpErrorResponse): unknown {
  const body: unknown = error.error;
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

type ToldError = Pick<ApiError, 'code' | 'message' | 'details' | 'retryAt'> & { readonly requestId?: string };

/**
 * The `error` of a failure envelope, or null where the body is none (a proxy's page). It is checked by hand: this is
 * part of the first load, of which the schemas would be a fifth. A code that is not known here is kept: a server may be
 * newer than the page, and its message still says what happened.
 */
function errorIn(body: unknown): ToldError | null {
  if (!isRecord(body) || body['success'] !== false || !isRecord(body['error'])) return null;
  const { code, message, details, retryAt, requestId } = body['error'];
  if (typeof code !== 'string' || typeof message !== 'string') return null;
  return {
    code: code as ErrorCode,
    message,
    ...(Array.isArray(details) && { details: details.filter(isDetail) }),
    ...(typeof retryAt === 'string' && { retryAt }),
    ...(typeof requestId === 'string' && { requestId }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isDetail(value: unknown): value is ErrorDetail {
  return isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';
}
