import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type SignInResult, signInResultSchema } from '@classy-book/contracts/auth';
import {
  type ChallengeRequest,
  challengeRequestSchema,
  type PasskeyOptions,
  passkeyOptionsSchema,
  type VerifyFactorPasskeyRequest,
  verifyFactorPasskeyRequestSchema,
  type VerifySecondFactorRequest,
  verifySecondFactorRequestSchema,
} from '@classy-book/contracts/second-factor';
import type { Request, Response } from 'express';
import type { Origin } from '../../common/events/actor.js';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequestOrigin } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { SignInCookies } from '../../common/http/sign-in-cookies.js';
import { AuthService } from './auth.service.js';
import { SecondFactorSignInService } from './second-factor-sign-in.service.js';

type ClientOrigin = Origin & { readonly ipAddress: string };

/** The second step of a sign-in. */
@ApiTags('Authentication')
@Controller('auth/second-factor')
@Public()
export class SecondFactorSignInController {
  constructor(
    private readonly signIn: SecondFactorSignInService,
    private readonly auth: AuthService,
    private readonly cookies: SignInCookies,
  ) {}

  @Post('verify')
  @HttpCode(200)
  @RateLimit('second-factor')
  @ApiAnswer(200, 'Signed in; the refresh token is in a cookie.', signInResultSchema)
  @ApiFailures('VALIDATION_FAILED', 'CHALLENGE_EXPIRED', 'SECOND_FACTOR_INVALID', 'SECOND_FACTOR_LOCKED')
  async verify(
    @Body({ schema: verifySecondFactorRequestSchema }) body: VerifySecondFactorRequest,
    @RequestOrigin() origin: ClientOrigin,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInResult> {
    const outcome = await this.signIn.verifyCode(body, origin);
    await this.auth.supersede(outcome, this.cookies.refreshOf(request), origin);
    return this.cookies.deliver(response, outcome);
  }

  @Post('passkey/options')
  @HttpCode(200)
  @ApiAnswer(200, 'What the browser needs to ask for a passkey of this account.', passkeyOptionsSchema)
  @ApiFailures('VALIDATION_FAILED', 'CHALLENGE_EXPIRED')
  async passkeyOptions(
    @Body({ schema: challengeRequestSchema }) { challenge }: ChallengeRequest,
  ): Promise<PasskeyOptions> {
    return await this.signIn.passkeyOptions(challenge);
  }

  @Post('passkey/verify')
  @HttpCode(200)
  @RateLimit('second-factor')
  @ApiAnswer(200, 'Signed in; the refresh token is in a cookie.', signInResultSchema)
  @ApiFailures('VALIDATION_FAILED', 'CHALLENGE_EXPIRED', 'SECOND_FACTOR_INVALID', 'SECOND_FACTOR_LOCKED')
  async verifyPasskey(
    @Body({ schema: verifyFactorPasskeyRequestSchema }) body: VerifyFactorPasskeyRequest,
    @RequestOrigin() origin: ClientOrigin,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInResult> {
    const outcome = await this.signIn.verifyPasskey(body, origin);
    await this.auth.supersede(outcome, this.cookies.refreshOf(request), origin);
    return this.cookies.deliver(response, outcome);
  }
}
