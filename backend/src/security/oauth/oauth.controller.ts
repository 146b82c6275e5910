import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type SignInResult, signInResultSchema } from '@classy-book/contracts/auth';
import {
  type OauthCallbackRequest,
  oauthCallbackRequestSchema,
  type OauthStart,
  oauthStartSchema,
  providerIdSchema,
  type StartOauthRequest,
  startOauthRequestSchema,
} from '@classy-book/contracts/oauth';
import type { Request, Response } from 'express';
import type { Origin } from '../../common/events/actor.js';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequestOrigin } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { SignInCookies } from '../../common/http/sign-in-cookies.js';
import { AuthService } from '../auth/auth.service.js';
import { OauthCookie } from './oauth-cookie.js';
import { OauthSignInService } from './oauth-sign-in.service.js';

/** Signing in with Google or another OpenID Connect provider. */
@ApiTags('Authentication')
@Controller('auth/oauth')
export class OauthController {
  constructor(
    private readonly signIn: OauthSignInService,
    private readonly auth: AuthService,
    private readonly cookie: OauthCookie,
    private readonly cookies: SignInCookies,
  ) {}

  /** The way is bound to this browser by a cookie, and lasts ten minutes. */
  @Public()
  @Post(':provider/start')
  @HttpCode(200)
  @ApiAnswer(200, 'Where to send the browser.', oauthStartSchema)
  @ApiFailures('NOT_FOUND', 'PROVIDER_UNAVAILABLE', 'ORIGIN_REFUSED')
  async start(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Body({ schema: startOauthRequestSchema }) wishes: StartOauthRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OauthStart> {
    const browser = this.cookie.bind(request, response);
    return { authorizationUrl: await this.signIn.start({ provider, browser }, wishes) };
  }

  /** Authenticated by the cookie of the start; needs the CSRF token. Works once. */
  @Public()
  @RateLimit('token')
  @Post(':provider/callback')
  @HttpCode(200)
  @ApiAnswer(200, 'Signed in, the refresh token is in a cookie; or a second factor is asked for.', signInResultSchema)
  @ApiFailures('NOT_FOUND', 'TOKEN_INVALID', 'PROVIDER_REFUSED', 'PROVIDER_UNAVAILABLE', 'EMAIL_UNVERIFIED')
  @ApiFailures('REGISTRATION_CLOSED', 'ACCOUNT_LOCKED', 'IDENTITY_TAKEN', 'CSRF_FAILED', 'ORIGIN_REFUSED')
  async callback(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Body({ schema: oauthCallbackRequestSchema }) { query }: OauthCallbackRequest,
    @RequestOrigin() origin: Origin & { readonly ipAddress: string },
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInResult> {
    const browser = this.cookie.read(request);
    const deviceCookie = this.cookies.deviceOf(request);
    const outcome = await this.signIn.finish({ provider, browser, query, deviceCookie, origin });
    await this.auth.supersede(outcome, this.cookies.refreshOf(request), origin);
    return this.cookies.deliver(response, outcome);
  }
}
