import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CsrfToken, csrfTokenSchema } from '@classy-book/contracts/auth';
import type { Request, Response } from 'express';
import { ApiAnswer } from '../../common/http/api-docs.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { readableCookie } from './csrf.middleware.js';

/** Gives out the token that cookie-authenticated writes must carry. */
@ApiTags('Authentication')
@Controller('auth/csrf-token')
export class CsrfController {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** Send the token back in the `X-XSRF-TOKEN` header; the readable cookie holds the same. */
  @Public()
  @RateLimit('light')
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiAnswer(200, 'A token that belongs to the secret in the cookie.', csrfTokenSchema)
  token(@Req() request: Request, @Res({ passthrough: true }) response: Response): CsrfToken {
    const csrfToken = request.csrfToken();
    const { secure } = this.config.cookies;
    response.cookie(readableCookie(secure), csrfToken, { sameSite: 'strict', secure, path: '/' });
    return { csrfToken };
  }
}
