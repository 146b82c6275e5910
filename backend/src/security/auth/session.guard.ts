import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { type AppRequest, originOf } from '../../common/http/request-context.js';
import { ROUTE_ACCESS, type RouteAccess, STEP_UP } from '../../common/http/route-access.decorator.js';
import { ApiKeyAccessService } from '../api-keys/api-key-access.service.js';
import { type AccessClaims, unusableToken } from './access-tokens.service.js';
import { AuthenticationService } from './authentication.service.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const BEARER_KEY = /^Bearer (cbk_[^\s]*)$/i;
const MAX_TOKEN_LENGTH = 2_048;

/**
 * Finds out who a request acts for: a machine with an API key, or a person with an access token. A token that was verified
 * before is recognised; any other goes through the passport strategy. The session is asked for with every request.
 */
@Injectable()
export class SessionGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: AuthenticationService,
    private readonly apiKeys: ApiKeyAccessService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.public === true) return true;
    const request = context.switchToHttp().getRequest<AppRequest & { user?: unknown }>();
    const credentials = (request.headers.authorization ?? '').slice(0, MAX_TOKEN_LENGTH);
    const apiKey = BEARER_KEY.exec(credentials)?.[1];
    if (apiKey !== undefined) {
      request.principal = await this.apiKeys.authenticate(apiKey, originOf(request));
      return true;
    }
    const token = BEARER.exec(credentials)?.[1];
    if (token === undefined) throw unusableToken();
    let claims = this.authentication.recall(token);
    if (claims === null) {
      await super.canActivate(context);
      claims = request.user as AccessClaims;
    }
    // another process may have seen the step-up that this route asks for
    if (this.asksForStepUp(context)) this.authentication.forget(claims.sid);
    request.principal = await this.authentication.admit(token, claims);
    return true;
  }

  private asksForStepUp(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<boolean | undefined>(STEP_UP, targets) === true;
  }

  override handleRequest<T>(error: Error | null | undefined, user: T | false): T {
    if (error !== null && error !== undefined) throw error;
    if (user === false) throw unusableToken();
    return user;
  }
}
