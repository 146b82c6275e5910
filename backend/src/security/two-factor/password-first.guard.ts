import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AppRequest } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';

/**
 * Keeps the second factors as they are while a new password is due: whoever is signed in with the old one may not be the
 * owner, and would lock the owner out with a factor of their own.
 */
@Injectable()
export class PasswordFirstGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, principal } = context.switchToHttp().getRequest<AppRequest>();
    const isDue = principal?.kind === 'session' && principal.restriction === 'change_password';
    if (method === 'GET' || !isDue) return true;
    throw new AppError('FORBIDDEN', 'Choose a new password first; then you can change your second factors.');
  }
}
