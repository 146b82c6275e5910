import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { failure, settle, success, tokensFor, userWith } from '../../../core/testing/app-testing';
import { byLabel, byRole } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { PublicPage } from '../../../shared/identity/pages.test-support';
import OauthCallbackPage from './oauth-callback-page';

const url = '/oauth/school/callback?code=abc&state=def&iss=https%3A%2F%2Fschool.example.org';
const sentQuery = { code: 'abc', state: 'def', iss: 'https://school.example.org' };

function queryOf(body: unknown): object {
  return Object.fromEntries(new URLSearchParams((body as { query: string }).query));
}

describe('coming back from a provider', () => {
  // what tests of other pages kept there is not theirs to clear away
  beforeEach(() => {
    sessionStorage.clear();
  });
  afterEach(() => {
    sessionStorage.clear();
  });

  const open = (address = url): Promise<PublicPage> =>
    PublicPage.open(OauthCallbackPage, address, '/oauth/:provider/callback');
  const leaveFor = (errand: object): void => {
    sessionStorage.setItem('classy.oauth.return', JSON.stringify({ provider: 'school', ...errand }));
  };

  it('finishes the sign-in and goes to where it should lead; the address bar loses the code', async () => {
    leaveFor({ admin: true, returnUrl: '/account?a=b' });
    const opened = await open();
    expect(TestBed.inject(Location).path()).toBe('/oauth/school/callback');
    const sent = await opened.asked('/auth/oauth/school/callback');
    expect(queryOf(sent.request.body)).toEqual(sentQuery);
    expect(sent.request.headers.get('X-XSRF-TOKEN')).toBe('csrf-1');
    sent.flush(success(tokensFor(userWith('admin'))));
    await opened.arrivedAt('/account?a=b');
    expect(sessionStorage).toHaveLength(0);
  });

  it('does not lead to another site', async () => {
    leaveFor({ admin: false, returnUrl: 'https://evil.example' });
    const opened = await open();
    (await opened.asked('/auth/oauth/school/callback')).flush(success(tokensFor(userWith('user'))));
    await opened.arrivedAt('/account');
  });

  it('asks for the second factor', async () => {
    const opened = await open();
    const expiresAt = new Date(Date.now() + 300_000).toISOString();
    const challenge = { status: 'second_factor_required', challenge: 'c'.repeat(30), expiresAt, methods: ['totp'] };
    (await opened.asked('/auth/oauth/school/callback')).flush(success(challenge));
    await settle();
    type(byLabel(opened.page, 'Code from your app'), '123456');
    (await opened.asked('/auth/second-factor/verify')).flush(success(tokensFor(userWith('user'))));
    await opened.arrivedAt('/account');
  });

  it('links the account there where a link was begun', async () => {
    sessionStorage.setItem('classy.oauth.link', 'school');
    const opened = await open();
    const sent = await opened.asked('/account/identities/school/callback');
    expect(queryOf(sent.request.body)).toEqual(sentQuery);
    const identity = {
      id: 'a'.repeat(24),
      provider: 'school',
      providerName: 'The School',
      email: null,
      linkedAt: '2026-11-20T10:00:00.000Z',
      lastUsedAt: null,
    };
    sent.flush(success(identity));
    await settle();
    expect(opened.text()).toContain('The account at The School is linked.');
    expect(byRole(opened.page, 'link', 'Go to my linked accounts').getAttribute('href')).toBe('/account/identities');
  });

  it.each([
    ['PROVIDER_REFUSED', 401, /You have cancelled it, or the provider has refused it/],
    ['CHALLENGE_EXPIRED', 401, /begun in another browser/],
    ['PROVIDER_UNAVAILABLE', 503, /does not answer right now/],
    ['IDENTITY_TAKEN', 409, /linked with another account here/],
    ['NOT_FOUND', 404, /not set up here/],
    ['ADDRESS_BLOCKED', 403, /from your address is blocked/],
  ] as const)('says why it came to nothing, and where to begin again: %s', async (code, status, sentence) => {
    leaveFor({ admin: true, returnUrl: null });
    const opened = await open();
    (await opened.asked('/auth/oauth/school/callback')).flush(failure(code), { status, statusText: code });
    await settle();
    expect(opened.text()).toMatch(sentence);
    expect(byRole(opened.page, 'link', 'Begin again').getAttribute('href')).toBe('/admin/login');
  });

  it('asks nobody where the provider sent nothing', async () => {
    const opened = await open('/oauth/school/callback');
    expect(opened.text()).toContain('The sign-in was not finished');
    opened.http.verify();
  });
});
