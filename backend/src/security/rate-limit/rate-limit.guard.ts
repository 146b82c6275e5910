import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { loginRequestSchema } from '@classy-book/contracts/auth';
import type { Response } from 'express';
import { LRUCache } from 'lru-cache';
import { tokenHash } from '../../common/crypto/keys.js';
import { EventBus } from '../../common/events/event-bus.js';
import { RATE_LIMIT, type RateLimitClass } from '../../common/http/rate-limit.decorator.js';
import { type AppRequest, originOf } from '../../common/http/request-context.js';
import { ROUTE_ACCESS, type RouteAccess } from '../../common/http/route-access.decorator.js';
import { SignInCookies } from '../../common/http/sign-in-cookies.js';
import { AppError } from '../../common/response/app-error.js';
import { SUCCESSOR_WINDOW_MS } from '../sessions/sessions.service.js';
import { countedSubjects } from './counted-subjects.js';
import { RateLimitService, type RateLimitVerdict } from './rate-limit.service.js';

const MAX_REFRESHED = 20_000;

/**
 * Refuses requests above the limits of their route's class with 429 and the wait. It stands twice in a request's way:
 * before the session is known for public routes and for requests without a token, and after it for everybody who is
 * signed in (`PersonRateLimitGuard`).
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly refreshed = new LRUCache<string, Promise<RateLimitVerdict | null>>({
    max: MAX_REFRESHED,
    ttl: SUCCESSOR_WINDOW_MS,
  });

  constructor(
    protected readonly reflector: Reflector,
    protected readonly limits: RateLimitService,
    private readonly cookies: SignInCookies,
    private readonly events: EventBus,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.limits.enabled) return true;
    const request = context.switchToHttp().getRequest<AppRequest>();
    const named = this.classOf(context);
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, targets)?.public === true) {
      await this.check(context, request, named ?? 'anonymous');
    } else if (request.headers.authorization === undefined) {
      await this.check(context, request, 'anonymous');
    }
    return true;
  }

  /** @throws AppError RATE_LIMITED */
  protected async check(context: ExecutionContext, request: AppRequest, name: RateLimitClass): Promise<void> {
    const verdict = await this.count(name, request);
    if (verdict === null) return;
    setHeaders(context.switchToHttp().getResponse<Response>(), verdict);
    if (verdict.allowed) return;
    if (name === 'sign-in') await this.recordSignIn(request);
    throw new AppError('RATE_LIMITED', 'Too many requests. Wait a moment, then try again.', {
      retryAt: new Date(Date.now() + verdict.resetMs),
    });
  }

  /** The class that the route names for itself. */
  protected classOf(context: ExecutionContext): RateLimitClass | undefined {
    return this.reflector.getAllAndOverride<RateLimitClass | undefined>(RATE_LIMIT, [
      context.getHandler(),
      context.getClass(),
    ]);
  }

  // the tabs of one browser that refresh at once all present one token: they are one refresh, and share its verdict
  private async count(name: RateLimitClass, request: AppRequest): Promise<RateLimitVerdict | null> {
    const refreshToken = this.cookies.refreshOf(request);
    const counted = countedSubjects(name, request, refreshToken);
    const origin = originOf(request);
    if (name !== 'refresh' || refreshToken === undefined) return await this.limits.count(counted, origin);
    const token = tokenHash(refreshToken);
    const shared = this.refreshed.get(token);
    if (shared === undefined) {
      const first = this.limits.count(counted, origin);
      this.refreshed.set(token, first);
      const verdict = await first.catch((error: unknown) => {
        this.refreshed.delete(token);
        throw error;
      });
      if (verdict?.allowed === false) this.refreshed.delete(token);
      return verdict;
    }
    const verdict = await shared;
    if (verdict?.allowed === false) return verdict;
    const wide = counted.filter(({ policy }) => policy.by === 'address');
    return await this.limits.count(wide, origin);
  }

  // the desk shows every attempt, those that the limit refused among them
  private async recordSignIn(request: AppRequest): Promise<void> {
    const attempt = loginRequestSchema.safeParse(request.body);
    if (!attempt.success) return;
    await this.events.publish('sign-in.attempted', {
      email: attempt.data.email,
      userId: null,
      outcome: 'blocked',
      reason: 'rate_limited',
      method: request.path.endsWith('/admin/login') ? 'admin_password' : 'password',
      factor: null,
      sessionId: null,
      origin: originOf(request),
    });
  }
}

/** The second place: counts people and API keys, once it is known who asks. */
@Injectable()
export class PersonRateLimitGuard extends RateLimitGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AppRequest>();
    const { principal } = request;
    if (!this.limits.enabled || principal === undefined) return true;
    const named = this.classOf(context);
    // a key has a rate of its own, which its owner chose
    if (principal.kind === 'api_key' && named === undefined) return true;
    await this.check(context, request, named ?? 'api');
    return true;
  }
}

// draft-ietf-httpapi-ratelimit-headers: the policy, and the three fields that clients have read for years
function setHeaders(response: Response, { policy, remaining, resetMs }: RateLimitVerdict): void {
  response.setHeader('RateLimit-Policy', `"${policy.name}";q=${policy.points};w=${policy.seconds}`);
  response.setHeader('RateLimit-Limit', String(policy.points));
  response.setHeader('RateLimit-Remaining', String(remaining));
  response.setHeader('RateLimit-Reset', String(Math.ceil(resetMs / 1000)));
}
