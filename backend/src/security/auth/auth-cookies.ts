import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import type { Grant, SignInGrant } from './auth.service.js';

const KNOWN_DEVICE_MS = 180 * 86_400_000;

/**
 * The cookies of signing in. Over https they carry the `__Host-` prefix (RFC 6265bis, section 4.1.3.2), which binds them
 * to this host; browsers refuse the prefix over plain http, where only a local start runs.
 */
@Injectable()
export class AuthCookies {
  private readonly refreshName: string;
  private readonly deviceName: string;
  private readonly base: CookieOptions;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    const { secure } = config.cookies;
    const prefix = secure ? '__Host-' : '';
    this.refreshName = `${prefix}classy_refresh`;
    this.deviceName = `${prefix}classy_device`;
    this.base = { httpOnly: true, sameSite: 'strict', secure, path: '/' };
  }

  refreshOf(request: Request): string | undefined {
    return readCookie(request, this.refreshName);
  }

  deviceOf(request: Request): string | undefined {
    return readCookie(request, this.deviceName);
  }

  setSignIn(response: Response, grant: SignInGrant): void {
    this.setRefresh(response, grant);
    response.cookie(this.deviceName, grant.deviceCookie, { ...this.base, maxAge: KNOWN_DEVICE_MS });
  }

  /** Without "keep me signed in" the cookie ends with the browser. */
  setRefresh(response: Response, grant: Grant): void {
    response.cookie(this.refreshName, grant.refreshToken, {
      ...this.base,
      ...(grant.remembered ? { expires: grant.expiresAt } : {}),
    });
  }

  clearRefresh(response: Response): void {
    response.clearCookie(this.refreshName, this.base);
  }
}

function readCookie(request: Request, name: string): string | undefined {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const value = cookies?.[name];
  return typeof value === 'string' && value.length > 0 && value.length <= 512 ? value : undefined;
}
