import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { Page } from './page.js';

/** Puts every answer into the envelope `{ success: true, data, pagination? }`; streams go out as they are. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((value: unknown) => {
        if (value instanceof StreamableFile) return value;
        if (value instanceof Page) return { success: true, data: value.items, pagination: value.pagination };
        return { success: true, data: value ?? null };
      }),
    );
  }
}
