import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import csurf from 'csurf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** The cookie that scripts of our own pages read the token from: Angular's own name, bound to this host over https. */
export function readableCookie(secure: boolean): string {
  return secure ? '__Host-XSRF-TOKEN' : 'XSRF-TOKEN';
}

/** csurf in cookie mode: the only file that knows the library, so that it can be replaced (docs/adr/0002). */
@Injectable()
export class CsrfMiddleware implements NestMiddleware {
  private readonly handler: RequestHandler;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    const { secure } = config.cookies;
    this.handler = csurf({
      cookie: { key: `${secure ? '__Host-' : ''}classy_csrf`, httpOnly: true, sameSite: 'strict', secure, path: '/' },
      // only the header: a token in a body or a query would end up in logs
      value: (request) => {
        const header = request.headers['x-xsrf-token'];
        return typeof header === 'string' && header.length <= 128 ? header : '';
      },
    });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    void this.handler(request, response, (error?: unknown) => {
      if (error === undefined) {
        next();
        return;
      }
      const refused = error instanceof Error && 'code' in error && error.code === 'EBADCSRFTOKEN';
      next(
        refused
          ? new AppError(
              'CSRF_FAILED',
              'The CSRF token is missing or wrong. Get one from GET /api/v1/auth/csrf-token.',
              // whoever runs the installation wants to see it, since it may be an attack (ASVS 16.3.3)
              { severity: 'warn' },
            )
          : error,
      );
    });
  }
}
