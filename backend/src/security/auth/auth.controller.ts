import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AuthTokens,
  authTokensSchema,
  loginRequestSchema,
  type Me,
  meSchema,
  type SignInResult,
  signInResultSchema,
} from '@classy-book/contracts/auth';
import type { Request, Response } from 'express';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller, RequestOrigin } from '../../common/http/parameters.decorator.js';
import { SignInCookies } from '../../common/http/sign-in-cookies.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public, RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Origin } from '../../common/events/actor.js';
import { AuthService } from './auth.service.js';
import { CredentialsGuard } from './credentials.guard.js';
import type { VerifiedSignIn } from './sign-in.service.js';

/** Signing in and out. */
@ApiTags('Authentication')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly cookies: SignInCookies,
  ) {}

  @Public()
  @RateLimit('sign-in')
  @Post('login')
  @HttpCode(200)
  @UseGuards(CredentialsGuard)
  @ApiAnswer(200, 'Signed in, the refresh token is in a cookie; or a second factor is asked for.', signInResultSchema)
  @ApiFailures('VALIDATION_FAILED', 'INVALID_CREDENTIALS', 'ADDRESS_BLOCKED', 'ACCOUNT_LOCKED')
  async login(
    @Body({ schema: loginRequestSchema }) _body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInResult> {
    return await this.open(request, response);
  }

  /** The same for the console: an account without access to it is refused like a wrong password. */
  @Public()
  @RateLimit('sign-in')
  @Post('admin/login')
  @HttpCode(200)
  @UseGuards(CredentialsGuard)
  @ApiAnswer(200, 'Signed in to the console, or a second factor is asked for.', signInResultSchema)
  @ApiFailures('VALIDATION_FAILED', 'INVALID_CREDENTIALS', 'ADDRESS_BLOCKED', 'ACCOUNT_LOCKED')
  async adminLogin(
    @Body({ schema: loginRequestSchema }) _body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInResult> {
    return await this.open(request, response);
  }

  /** Authenticated by the refresh cookie; needs the CSRF token. */
  @Public()
  @RateLimit('refresh')
  @Post('refresh')
  @HttpCode(200)
  @ApiAnswer(200, 'A new access token; the refresh cookie was replaced.', authTokensSchema)
  @ApiFailures('SESSION_ENDED', 'CSRF_FAILED', 'ORIGIN_REFUSED')
  async refresh(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @RequestOrigin() origin: Origin,
  ): Promise<AuthTokens> {
    const grant = await this.auth.refresh(this.cookies.refreshOf(request), origin);
    this.cookies.setRefresh(response, grant);
    return grant.tokens;
  }

  /** Authenticated by the refresh cookie; needs the CSRF token. Signing out twice is no error. */
  @Public()
  @Post('logout')
  @HttpCode(200)
  @ApiAnswer(200, 'Signed out; the session is over on every device that shared it.', null)
  @ApiFailures('CSRF_FAILED', 'ORIGIN_REFUSED')
  async logout(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.auth.signOut(this.cookies.refreshOf(request), origin);
    this.cookies.clearRefresh(response);
    return null;
  }

  @Get('me')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Who is signed in, and the address that the server sees.', meSchema)
  @ApiFailures('UNAUTHENTICATED', 'SESSION_ENDED')
  async me(@CurrentCaller() caller: Caller): Promise<Me> {
    return await this.auth.me(caller);
  }

  private async open(request: Request, response: Response): Promise<SignInResult> {
    const verified = request.user as VerifiedSignIn;
    const outcome = await this.auth.complete(verified);
    await this.auth.supersede(outcome, this.cookies.refreshOf(request), verified.origin);
    return this.cookies.deliver(response, outcome);
  }
}
