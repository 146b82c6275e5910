import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { type ErrorCode, failureSchema } from '@classy-book/contracts/errors';
import { z } from 'zod';
import { AppError } from '../response/app-error.js';

/** Documents the successful answer of a route: `data` inside the envelope; null where there is none. */
export function ApiAnswer(status: number, description: string, data: z.ZodType | null): MethodDecorator {
  return ApiResponse({ status, description, standardSchema: successOf(data ?? z.null()) });
}

/** Documents a page of a list. */
export function ApiPage(description: string, item: z.ZodType): MethodDecorator {
  return ApiResponse({ status: 200, description, standardSchema: pageOf(item) });
}

/** Documents the error codes that a route may answer with, besides those that every route may. */
export function ApiFailures(...codes: readonly ErrorCode[]): MethodDecorator {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = new AppError(code, '');
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(
    ...[...byStatus].map(([status, list]) =>
      ApiResponse({ status, description: list.join(', '), standardSchema: failureSchema }),
    ),
  );
}
