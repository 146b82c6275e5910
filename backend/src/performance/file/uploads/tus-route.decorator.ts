import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { RateLimit, type RateLimitClass } from '../../../common/http/rate-limit.decorator.js';
import type { TusAnswer } from './tus-server.js';

/** Answers as the protocol wants it: with the status and the headers that the handler returns. */
@Injectable()
export class TusAnswerInterceptor implements NestInterceptor<TusAnswer, null> {
  intercept(context: ExecutionContext, next: CallHandler<TusAnswer>): Observable<null> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map(({ status, headers }) => {
        response.status(status).set(headers);
        return null;
      }),
    );
  }
}

/** A route of the tus protocol; its handler returns a `TusAnswer`. */
export function TusRoute(summary: string, limit: RateLimitClass = 'pieces'): MethodDecorator {
  return applyDecorators(
    RateLimit(limit),
    ApiOperation({ summary }),
    ApiHeader({ name: 'Tus-Resumable', required: true, description: 'The version of the protocol: 1.0.0.' }),
    UseInterceptors(TusAnswerInterceptor),
  );
}
