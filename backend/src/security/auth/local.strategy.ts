import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { loginRequestSchema } from '@classy-book/contracts/auth';
import { Strategy } from 'passport-local';
import { type AppRequest, originOf } from '../../common/http/request-context.js';
import { SignInCookies } from '../../common/http/sign-in-cookies.js';
import { ADMIN_LOGIN_PATH } from './auth.routes.js';
import { SignInService, type VerifiedSignIn } from './sign-in.service.js';

/** Checks an email and a password; the guard in front has validated the body. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(
    private readonly signIn: SignInService,
    private readonly cookies: SignInCookies,
  ) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  /** @throws AppError INVALID_CREDENTIALS, ACCOUNT_LOCKED, ADDRESS_BLOCKED */
  async validate(request: AppRequest): Promise<VerifiedSignIn> {
    return await this.signIn.verify({
      request: loginRequestSchema.parse(request.body),
      method: request.path === ADMIN_LOGIN_PATH ? 'admin_password' : 'password',
      origin: originOf(request),
      deviceCookie: this.cookies.deviceOf(request),
    });
  }
}
