import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { ErrorDetail } from '@classy-book/contracts/errors';
import { AppError } from './app-error.js';

const MAX_DETAILS = 20;

type PathSegment = PropertyKey | { readonly key: PropertyKey };

/**
 * Checks bodies, queries and parameters against the schema in their decorator, `@Body({ schema })`. What a schema
 * refuses becomes VALIDATION_FAILED with one detail per field; what was sent is never repeated back.
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
        details: issues.slice(0, MAX_DETAILS).map((issue): ErrorDetail => ({
          path: (issue.path ?? [])
            .map((segment: PathSegment) => String(keyOf(segment)))
            .join('.')
            .slice(0, 100),
          message: issue.message.slice(0, 200),
        })),
      }),
  });
}

function keyOf(segment: PathSegment): PropertyKey {
  return typeof segment === 'object' ? segment.key : segment;
}
