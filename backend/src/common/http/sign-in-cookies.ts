import { Inject, Injectable } from '@nestjs/common';
import type { AuthTokens, SecondFactorChallenge, SignInResult } from '@classy-book/contracts/auth';
import type { CookieOptions, Request, Response } from 'express';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** What a refresh gives: the body, and what goes into cookies. */
export interface Grant {
  readonly tokens: AuthTokens;
  readonly refreshToken: string;
  readonly remembered: boolean;
  readonly expiresAt: Date;
}

/** A grant of a sign-in, which also makes the device known to the account. */
export interface SignInGrant extends Grant {
  readonly deviceCookie: string;
}

/** How a sign-in went on after its first proof: finished, or waiting for a second factor. */
export type SignInOutcome =
  | { readonly kind: 'granted'; readonly grant: SignInGrant }
  | { readonly kind: 'challenged'; readonly challenge: SecondFactorChallenge };

const KNOWN_DEVICE_MS = 180 * 86_400_000;

/**
 * The cookies of signing in. Over https they carry the `__Host-` prefix (RFC 6265bis, section 4.1.3.2), which binds them
 * to this host; browsers refuse the prefix over plain http, where only a local start runs.
 */
@Injectable()
export class SignInCookies {
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

  /** Puts a sign-in's cookies into the response, where it is finished. @returns the body */
  deliver(response: Response, outcome: SignInOutcome): SignInResult {
    if (outcome.kind === 'challenged') return outcome.challenge;
    this.setRefresh(response, outcome.grant);
    response.cookie(this.deviceName, outcome.grant.deviceCookie, { ...this.base, maxAge: KNOWN_DEVICE_MS });
    return outcome.grant.tokens;
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
