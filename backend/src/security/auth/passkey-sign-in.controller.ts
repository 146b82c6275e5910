import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type SignInResult, signInResultSchema } from '@classy-book/contracts/auth';
import {
  type PasskeyOptions,
  passkeyOptionsSchema,
  type PasskeySignInRequest,
  passkeySignInRequestSchema,
} from '@classy-book/contracts/second-factor';
import type { Request, Response } from 'express';
import type { Origin } from '../../common/events/actor.js';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequestOrigin } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { SignInCookies } from '../../common/http/sign-in-cookies.js';
import { AuthService } from './auth.service.js';
import { PasskeySignInService } from './passkey-sign-in.service.js';

/** Signing in with a passkey and nothing else. */
@ApiTags('Authentication')
@Controller('auth/passkeys')
@Public()
export class PasskeySignInController {
  constructor(
    private readonly signIn: PasskeySignInService,
    private readonly auth: AuthService,
    private readonly cookies: SignInCookies,
  ) {}

  // pages ask for it as they open, so that the browser can offer passkeys in the email field
  @Post('options')
  @HttpCode(200)
  @RateLimit('light')
  @ApiAnswer(200, 'What the browser needs to ask for any passkey of this site.', passkeyOptionsSchema)
  async options(): Promise<PasskeyOptions> {
    return await this.signIn.options();
  }

  @Post('verify')
  @HttpCode(200)
  @RateLimit('second-factor')
  @ApiAnswer(200, 'Signed in; the refresh token is in a cookie.', signInResultSchema)
  @ApiFailures('VALIDATION_FAILED', 'CHALLENGE_EXPIRED', 'INVALID_CREDENTIALS', 'ADDRESS_BLOCKED', 'ACCOUNT_LOCKED')
  async verify(
    @Body({ schema: passkeySignInRequestSchema }) body: PasskeySignInRequest,
    @RequestOrigin() origin: Origin & { readonly ipAddress: string },
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInResult> {
    const visitor = { origin, deviceCookie: this.cookies.deviceOf(request) };
    const outcome = await this.signIn.verify(body, visitor);
    await this.auth.supersede(outcome, this.cookies.refreshOf(request), origin);
    return this.cookies.deliver(response, outcome);
  }
}
