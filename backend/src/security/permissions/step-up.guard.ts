import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Clock } from '../../common/clock/clock.js';
import type { AppRequest } from '../../common/http/request-context.js';
import { STEP_UP } from '../../common/http/route-access.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** Refuses sensitive changes to a session that did not prove lately who its person is (ASVS 7.5.3). */
@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const isAsked = this.reflector.getAllAndOverride<boolean | undefined>(STEP_UP, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isAsked !== true) return true;
    const { principal } = context.switchToHttp().getRequest<AppRequest>();
    if (principal?.kind !== 'session') {
      throw new AppError('FORBIDDEN', 'This needs a signed-in person who proves freshly who they are.');
    }
    const age = this.clock.now().getTime() - principal.verifiedAt.getTime();
    if (age <= this.config.tokens.stepUpMinutes * 60_000) return true;
    throw new AppError('STEP_UP_REQUIRED', 'Confirm that it is you to go on: POST /api/v1/auth/step-up.');
  }
}
