import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { EmailRequest } from '@classy-book/contracts/account';
import type { AuthTokens, LoginRequestInput, SignInResult } from '@classy-book/contracts/auth';
import { authTokensSchema, signInResultSchema } from '@classy-book/contracts/auth';
import { successOf } from '@classy-book/contracts/envelope';
import type { StartOauthRequest } from '@classy-book/contracts/oauth';
import { oauthStartSchema } from '@classy-book/contracts/oauth';
import type {
  PasskeyOptions,
  PasskeySignInRequest,
  VerifyFactorPasskeyRequest,
  VerifySecondFactorRequest,
} from '@classy-book/contracts/second-factor';
import { passkeyOptionsSchema } from '@classy-book/contracts/second-factor';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { ANONYMOUS, COOKIE_BOUND, QUIET } from './http-context';

const tokens = successOf(authTokensSchema);
const result = successOf(signInResultSchema);
const passkeyOptions = successOf(passkeyOptionsSchema);
const oauthStart = successOf(oauthStartSchema);

/**
 * The routes that start, prolong and end a session. Every method rejects with what the interceptors throw:
 * `HttpErrorResponse`. Fetched when it is first needed: it brings the schemas along.
 */
@Service()
export class AuthClient {
  private readonly http = inject(HttpClient);

  async login(request: LoginRequestInput, admin: boolean): Promise<SignInResult> {
    return result.parse(await this.post(admin ? '/auth/admin/login' : '/auth/login', request)).data;
  }

  /** Finishes a sign-in with a code. */
  async verifySecondFactor(request: VerifySecondFactorRequest): Promise<SignInResult> {
    return result.parse(await this.post('/auth/second-factor/verify', request)).data;
  }

  /** What the browser needs to finish a sign-in with a passkey. */
  async factorPasskeyOptions(challenge: string): Promise<PasskeyOptions> {
    return passkeyOptions.parse(await this.post('/auth/second-factor/passkey/options', { challenge })).data;
  }

  async verifyFactorPasskey(request: VerifyFactorPasskeyRequest): Promise<SignInResult> {
    return result.parse(await this.post('/auth/second-factor/passkey/verify', request)).data;
  }

  /** What the browser needs to sign in with a passkey alone. */
  async passkeyOptions(): Promise<PasskeyOptions> {
    return passkeyOptions.parse(await this.post('/auth/passkeys/options', {})).data;
  }

  async signInWithPasskey(request: PasskeySignInRequest): Promise<SignInResult> {
    return result.parse(await this.post('/auth/passkeys/verify', request)).data;
  }

  /** The address at the provider to send the browser to. */
  async startOauth(provider: string, request: StartOauthRequest): Promise<string> {
    const answer = await this.post(`/auth/oauth/${encodeURIComponent(provider)}/start`, request, cookieBound());
    return oauthStart.parse(answer).data.authorizationUrl;
  }

  /** Finishes a sign-in at a provider with what it added to the address. */
  async finishOauth(provider: string, query: string): Promise<SignInResult> {
    const path: `/${string}` = `/auth/oauth/${encodeURIComponent(provider)}/callback`;
    return result.parse(await this.post(path, { query }, cookieBound())).data;
  }

  /** Asks for another mail to confirm an address. The answer is the same whether it waits for one or not. */
  async resendVerification(request: EmailRequest): Promise<void> {
    await this.post('/auth/email/resend', request);
  }

  async refresh(): Promise<AuthTokens> {
    return tokens.parse(await this.post('/auth/refresh', {}, cookieBound())).data;
  }

  async logout(): Promise<void> {
    await this.post('/auth/logout', {}, cookieBound());
  }

  private post(path: `/${string}`, body: object, context = anonymous()): Promise<unknown> {
    return firstValueFrom(this.http.post<unknown>(apiUrl(path), body, { context }));
  }
}

function anonymous(): HttpContext {
  return new HttpContext().set(ANONYMOUS, true).set(QUIET, true);
}

function cookieBound(): HttpContext {
  return anonymous().set(COOKIE_BOUND, true);
}
