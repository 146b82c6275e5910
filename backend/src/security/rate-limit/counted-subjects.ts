import { emailSchema } from '@classy-book/contracts/primitives';
import type { RateLimitClass } from '../../common/http/rate-limit.decorator.js';
import type { AppRequest } from '../../common/http/request-context.js';
import { tokenHash } from '../../common/crypto/keys.js';
import { countedNetwork } from '../../common/network/addresses.js';
import { type CountedBy, LIGHT_POLICY, rateLimitPolicies } from './rate-limit.policies.js';
import type { CountedSubject } from './rate-limit.service.js';

/**
 * The counters that a request falls under, each with whom it counts. A subject holds no email and no token in clear.
 * @param refreshToken the one in the request's cookie
 */
export function countedSubjects(
  name: RateLimitClass,
  request: AppRequest,
  refreshToken: string | undefined,
): CountedSubject[] {
  const policies = name === 'light' ? [LIGHT_POLICY] : rateLimitPolicies[name];
  return policies.map((policy) => ({ policy, subject: subjectOf(policy.by, request, refreshToken) }));
}

function subjectOf(by: CountedBy, request: AppRequest, refreshToken: string | undefined): string {
  const { principal } = request;
  if (principal?.kind === 'api_key') return `key:${principal.apiKeyId}`;
  if (principal !== undefined) {
    const about = by === 'account' ? (accountIn(request) ?? '') : '';
    return `person:${principal.userId}${about === '' ? '' : `|${about}`}`;
  }
  const network = countedNetwork(request.clientAddress ?? '');
  switch (by) {
    case 'address':
      return network;
    case 'account':
      return accountIn(request) ?? network;
    case 'address-and-account':
      return `${network}|${accountIn(request) ?? ''}`;
    case 'address-and-challenge':
      return `${network}|${short(textIn(request, 'challenge') ?? '')}`;
    case 'session':
      return `${network}|${sessionIn(refreshToken)}`;
  }
}

function accountIn(request: AppRequest): string | null {
  const email = emailSchema.safeParse(textIn(request, 'email') ?? '');
  return email.success ? short(email.data) : null;
}

// a refresh token begins with its session
function sessionIn(refreshToken: string | undefined): string {
  return short((refreshToken ?? '').split('.', 1)[0] ?? '');
}

function textIn(request: AppRequest, field: string): string | null {
  const body = request.body as unknown;
  if (typeof body !== 'object' || body === null || !(field in body)) return null;
  const value = (body as Record<string, unknown>)[field];
  return typeof value === 'string' ? value.slice(0, 400) : null;
}

function short(text: string): string {
  return tokenHash(text).slice(0, 32);
}
