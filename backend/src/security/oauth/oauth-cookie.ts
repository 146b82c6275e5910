import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { randomToken } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { OAUTH_WAY_MS } from './oauth-states.service.js';

const FORM = /^[\w-]{43}$/;

/**
 * The cookie that binds a way through a provider to the browser in which it began. SameSite=Strict holds it back when the
 * provider sends the browser here; the page that opens then sends it along by itself.
 */
@Injectable()
export class OauthCookie {
  private readonly name: string;
  private readonly options: CookieOptions;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    const { secure } = config.cookies;
    this.name = `${secure ? '__Host-' : ''}classy_oauth`;
    this.options = { httpOnly: true, sameSite: 'strict', secure, path: '/', maxAge: OAUTH_WAY_MS };
  }

  /** The browser's secret, made where it has none; two tabs share it, so that both find their way back. */
  bind(request: Request, response: Response): string {
    const secret = this.read(request) ?? randomToken();
    response.cookie(this.name, secret, this.options);
    return secret;
  }

  /** The secret of a browser that began a way in the last ten minutes. */
  read(request: Request): string | undefined {
    const value = (request.cookies as Record<string, unknown> | undefined)?.[this.name];
    return typeof value === 'string' && FORM.test(value) ? value : undefined;
  }
}
