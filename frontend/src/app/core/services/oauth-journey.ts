import { Service, inject } from '@angular/core';
import type { StartOauthRequest } from '@classy-book/contracts/oauth';
import { Departure } from '../../shared/account/departure';
import { SignInCalls } from './sign-in-calls';

const LINK_MARK = 'classy.oauth.link';
const RETURN_MARK = 'classy.oauth.return';

/** What the page that a provider sends the browser back to has to do. */
export type OauthErrand =
  { readonly kind: 'link' } | { readonly kind: 'sign-in'; readonly admin: boolean; readonly returnUrl: string | null };

/**
 * What a trip to a sign-in provider is for, remembered in this tab. It only chooses the way on: the server binds the trip
 * itself to the browser. The account pages set `classy.oauth.link` to the provider when they begin a link.
 */
@Service()
export class OauthJourney {
  private readonly calls = inject(SignInCalls);
  private readonly departure = inject(Departure);

  /** Leaves for the sign-in of a provider, and remembers where it should lead afterwards. */
  async depart(provider: string, request: StartOauthRequest, returnUrl: string | null): Promise<void> {
    const address = await this.calls.startOauth(provider, request);
    write(LINK_MARK, null);
    write(RETURN_MARK, JSON.stringify({ provider, admin: request.admin, returnUrl }));
    this.departure.to(address);
  }

  /** What the trip to this provider was for; it is forgotten with that. */
  arrive(provider: string): OauthErrand {
    const linked = take(LINK_MARK);
    const returning = parse(take(RETURN_MARK));
    if (linked === provider) return { kind: 'link' };
    if (returning?.['provider'] !== provider) return { kind: 'sign-in', admin: false, returnUrl: null };
    const { admin, returnUrl } = returning;
    return { kind: 'sign-in', admin: admin === true, returnUrl: typeof returnUrl === 'string' ? returnUrl : null };
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // A browser that refuses storage only forgets where the sign-in should lead.
  }
}

function take(key: string): string | null {
  try {
    const value = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return value;
  } catch {
    return null;
  }
}

function parse(text: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
