import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AppRequest } from '../../common/http/request-context.js';
import { STEP_UP } from '../../common/http/route-access.decorator.js';
import { FreshProofService } from './fresh-proof.service.js';

/** Refuses sensitive changes to a session that did not prove lately who its person is (ASVS 7.5.3). */
@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly proofs: FreshProofService,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const isAsked = this.reflector.getAllAndOverride<boolean | undefined>(STEP_UP, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isAsked === true) this.proofs.require(context.switchToHttp().getRequest<AppRequest>().principal);
    return true;
  }
}
