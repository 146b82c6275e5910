import { Injector, Service, inject } from '@angular/core';
import type { EmailRequest } from '@classy-book/contracts/account';
import type { StartOauthRequest } from '@classy-book/contracts/oauth';
import type { AuthClient } from './auth-client';

/** The calls around a sign-in that do not end in a session, behind the client that is fetched when it is needed. */
@Service()
export class SignInCalls {
  private readonly injector = inject(Injector);

  async startOauth(provider: string, request: StartOauthRequest): Promise<string> {
    return (await this.client()).startOauth(provider, request);
  }

  async resendVerification(request: EmailRequest): Promise<void> {
    await (await this.client()).resendVerification(request);
  }

  private async client(): Promise<AuthClient> {
    const { AuthClient } = await import('./auth-client');
    return this.injector.get(AuthClient);
  }
}
