import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type PasskeyOptions,
  passkeyOptionsSchema,
  type StepUp,
  type StepUpPasskeyRequest,
  stepUpPasskeyRequestSchema,
  type StepUpRequest,
  stepUpRequestSchema,
  stepUpSchema,
  type StepUpState,
  stepUpStateSchema,
} from '@classy-book/contracts/second-factor';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { StepUpService } from './step-up.service.js';

/** Proving freshly that the signed-in person is there, before sensitive changes. */
@ApiTags('Authentication')
@Controller('auth/step-up')
@RequirePermission('account:self')
export class StepUpController {
  constructor(private readonly stepUp: StepUpService) {}

  @Get()
  @ApiAnswer(200, 'The ways that are open to this person, and until when the last proof holds.', stepUpStateSchema)
  async state(@CurrentSession() caller: SessionCaller): Promise<StepUpState> {
    return await this.stepUp.state(caller);
  }

  @Post()
  @HttpCode(200)
  @RateLimit('second-factor')
  @ApiAnswer(200, 'Proved: sensitive changes are open for a while.', stepUpSchema)
  @ApiFailures('VALIDATION_FAILED', 'INVALID_CREDENTIALS', 'SECOND_FACTOR_INVALID', 'SECOND_FACTOR_LOCKED')
  async prove(
    @Body({ schema: stepUpRequestSchema }) request: StepUpRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<StepUp> {
    return await this.stepUp.prove(caller, request);
  }

  @Post('passkey/options')
  @HttpCode(200)
  @ApiAnswer(200, 'What the browser needs to ask for one of the own passkeys.', passkeyOptionsSchema)
  async passkeyOptions(@CurrentSession() caller: SessionCaller): Promise<PasskeyOptions> {
    return await this.stepUp.passkeyOptions(caller);
  }

  @Post('passkey/verify')
  @HttpCode(200)
  @RateLimit('second-factor')
  @ApiAnswer(200, 'Proved: sensitive changes are open for a while.', stepUpSchema)
  @ApiFailures('VALIDATION_FAILED', 'CHALLENGE_EXPIRED', 'SECOND_FACTOR_INVALID', 'SECOND_FACTOR_LOCKED')
  async provePasskey(
    @Body({ schema: stepUpPasskeyRequestSchema }) request: StepUpPasskeyRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<StepUp> {
    return await this.stepUp.provePasskey(caller, request);
  }
}
