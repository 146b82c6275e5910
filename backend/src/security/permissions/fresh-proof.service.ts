import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** Whether somebody proved lately who they are, for changes that ask for it (ASVS 7.5.3). */
@Injectable()
export class FreshProofService {
  constructor(
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws AppError FORBIDDEN where this is no signed-in person, STEP_UP_REQUIRED where the last proof is too old */
  require(principal: Principal | undefined): void {
    if (principal?.kind !== 'session') {
      throw new AppError('FORBIDDEN', 'This needs a signed-in person who proves freshly who they are.');
    }
    const age = this.clock.now().getTime() - principal.verifiedAt.getTime();
    if (age <= this.config.tokens.stepUpMinutes * 60_000) return;
    throw new AppError('STEP_UP_REQUIRED', 'Confirm that it is you to go on: POST /api/v1/auth/step-up.');
  }
}
