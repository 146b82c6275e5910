import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import type { AppRequest } from '../../common/http/request-context.js';
import { BlockedAddressesService } from './blocked-addresses.service.js';

// sign-in answers by itself, so that attempts from blocked addresses are recorded too
const SIGN_IN = /^\/api\/v1\/auth\/((admin\/)?login|passkeys\/verify)\/?$/i;
const SESSION_ROUTES = /^\/api\/v1\/auth\/(refresh|logout|csrf-token)\/?$/i;

/**
 * Keeps blocked addresses out of the API, save those on the allow list. A block that somebody set refuses everything. One that the rules set after
 * failed sign-ins refuses strangers only: people behind the same address who are signed in, the administrator who
 * watches among them, go on working.
 */
@Injectable()
export class BlockedAddressMiddleware implements NestMiddleware {
  constructor(private readonly blocked: BlockedAddressesService) {}

  use(request: AppRequest, _response: Response, next: NextFunction): void {
    const path = request.originalUrl.split('?', 1)[0] ?? '';
    const block = SIGN_IN.test(path) ? null : this.blocked.find(request.clientAddress ?? '0.0.0.0');
    const signedIn = request.headers.authorization !== undefined || SESSION_ROUTES.test(path);
    if (block === null || (block.source === 'auto' && signedIn)) {
      next();
      return;
    }
    throw this.blocked.refusal(block);
  }
}
