import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { isAllowedOrigin } from '../../common/http/allowed-origin.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/**
 * Refuses writes that a page of another site sent. Browsers say where a request comes from, and scripts cannot forge it;
 * clients that are no browsers send neither header and have no cookies to abuse.
 */
@Injectable()
export class OriginCheckMiddleware implements NestMiddleware {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  use(request: Request, _response: Response, next: NextFunction): void {
    const { origin } = request.headers;
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site';
    const foreign = origin === undefined ? crossSite : !isAllowedOrigin(origin, request.headers.host, this.config);
    if (foreign) {
      throw new AppError('ORIGIN_REFUSED', 'This request came from a page of another site and was refused.', {
        // on record, since it may be an attack (ASVS 16.3.3)
        severity: 'warn',
      });
    }
    next();
  }
}
