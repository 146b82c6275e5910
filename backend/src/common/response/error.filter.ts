import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
  Injectable,
  Logger,
} from '@nestjs/common';
import type { ErrorCode, Failure } from '@classy-book/contracts/errors';
import type { Response } from 'express';
import type { AppRequest } from '../http/request-context.js';
import { AppError } from './app-error.js';

/** Tells errors of technology that stand for an outage, such as a database that is away. */
export type OutageTest = (error: unknown) => boolean;
/** The injection token of the OutageTest. */
export const OUTAGE_TEST = Symbol('OUTAGE_TEST');

const RETRY_AFTER_OUTAGE_MS = 5_000;

/**
 * Turns whatever was thrown into the failure envelope. Only the sentences of AppErrors go out; what is unexpected is
 * logged with the request id and answered with nothing of the inside.
 */
@Catch()
@Injectable()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Errors');

  constructor(@Inject(OUTAGE_TEST) private readonly isOutage: OutageTest) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AppRequest>();
    const response = http.getResponse<Response>();
    const error = this.toAppError(thrown, request);
    request.failure = error.code;
    this.log(error, thrown, request);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.options.retryAt !== undefined) {
      const seconds = Math.ceil((error.options.retryAt.getTime() - Date.now()) / 1000);
      response.setHeader('Retry-After', String(Math.max(1, seconds)));
    }
    response.status(error.status).json(toFailure(error, request.id));
  }

  private toAppError(thrown: unknown, request: AppRequest): AppError {
    if (thrown instanceof AppError) return thrown;
    if (this.isOutage(thrown)) {
      return new AppError('SERVICE_UNAVAILABLE', 'The database does not answer. Try again in a moment.', {
        retryAt: new Date(Date.now() + RETRY_AFTER_OUTAGE_MS),
        severity: 'warn',
        cause: thrown,
      });
    }
    const status = statusOf(thrown);
    if (status === 404) return new AppError('NOT_FOUND', `There is nothing at ${request.method} ${pathOf(request)}.`);
    return fromStatus(status, thrown);
  }

  private log(error: AppError, thrown: unknown, request: AppRequest): void {
    const severity = error.options.severity ?? (error.status >= 500 ? 'error' : 'info');
    const entry = { code: error.code, requestId: request.id, method: request.method, path: pathOf(request) };
    if (severity === 'error') this.logger.error({ ...entry, err: thrown }, error.message);
    else if (severity === 'warn') this.logger.warn({ ...entry, err: thrown }, error.message);
    else this.logger.debug(entry, error.message);
  }
}

function pathOf(request: AppRequest): string {
  return (request.originalUrl.split('?', 1)[0] ?? '').slice(0, 200);
}

const BY_STATUS: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['MALFORMED_REQUEST', 'The request could not be read: it is not well-formed.'],
  401: ['UNAUTHENTICATED', 'Sign in to continue.'],
  403: ['FORBIDDEN', 'This is not allowed.'],
  405: ['METHOD_NOT_ALLOWED', 'This method is not offered here.'],
  413: ['PAYLOAD_TOO_LARGE', 'The request is larger than this route accepts.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Send JSON in UTF-8 with Content-Type: application/json.'],
};

function fromStatus(status: number, cause: unknown): AppError {
  const [code, message] = BY_STATUS[status] ??
    (status >= 400 && status < 500 ? BY_STATUS[400] : undefined) ?? [
      'INTERNAL',
      'Something went wrong on our side. It was logged under this request id.',
    ];
  return new AppError(code, message, { cause });
}

// HttpException of the framework, or an error of the body parser and its like, which carry `status`
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number') return thrown.status;
  return 500;
}

function toFailure(error: AppError, requestId: string): Failure {
  const { details, retryAt } = error.options;
  return {
    success: false,
    error: {
      code: error.code,
      message: error.message,
      ...(details === undefined ? {} : { details: [...details] }),
      ...(retryAt === undefined ? {} : { retryAt: retryAt.toISOString() }),
      requestId,
    },
  };
}
