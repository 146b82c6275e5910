import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { PasskeyError, Passkeys } from '../../../core/services/passkeys';
import { failure, settle, setUpApp, success, tokensFor, userWith } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { Departure } from '../../account/departure';
import { SignInCard } from './sign-in-card';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

@Component({
  selector: 'app-door',
  imports: [SignInCard],
  template: `<app-sign-in-card><h1>Welcome</h1></app-sign-in-card>`,
})
class Door {}

const offers = {
  registration: 'open',
  passkeys: true,
  providers: [{ id: 'school', name: 'The School' }],
  devMailbox: false,
};
const response = { id: 'k', rawId: 'k', type: 'public-key', response: {} };

describe('a sign-in', () => {
  let http: HttpTestingController;
  let page: HTMLElement;
  const departure = { to: vi.fn() };
  const passkeys = {
    supported: () => true,
    supportsAutofill: vi.fn(() => Promise.resolve(false)),
    get: vi.fn(),
    cancel: () => Promise.resolve(),
  };

  beforeEach(async () => {
    departure.to.mockReset();
    passkeys.get.mockReset();
    ({ http } = await setUpApp({
      routes: [
        { path: 'login', component: Door },
        ...['account', 'account/enrol', 'admin/dashboard'].map((path) => ({ path, component: EmptyPage })),
      ],
      providers: [
        { provide: Departure, useValue: departure },
        { provide: Passkeys, useValue: passkeys },
      ],
    }));
    document.cookie = 'XSRF-TOKEN=csrf-1';
    const harness = await RouterTestingHarness.create('/login?returnUrl=%2Faccount%3Fa%3Db');
    page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    (await asked('/auth/options')).flush(success(offers));
    await settle();
  });

  const asked = (path: string): Promise<TestRequest> =>
    vi.waitFor(() => {
      TestBed.tick();
      return http.expectOne(`/api/v1${path}`);
    });
  const told = (): string => textOf(byRole(page, 'alert')).replace(/\s+/g, ' ').trim();
  const arrivedAt = (url: string): Promise<void> =>
    vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe(url);
    });

  async function sendPassword(): Promise<TestRequest> {
    type(byLabel(page, 'Email'), 'maya@example.org');
    type(byLabel(page, 'Password'), 'secret words');
    submit(page);
    return asked('/auth/login');
  }

  async function toSecondStep(methods: readonly string[], ms = 300_000): Promise<void> {
    const challenge = 'c'.repeat(30);
    const expiresAt = new Date(Date.now() + ms).toISOString();
    (await sendPassword()).flush(success({ status: 'second_factor_required', challenge, expiresAt, methods }));
    await settle();
    if (ms === 0) return;
    await vi.waitFor(() => {
      TestBed.tick();
      expect(page.querySelector('app-factor-step')).not.toBeNull();
    });
  }

  async function giveCode(code: string): Promise<TestRequest> {
    type(byLabel(page, 'Code from your app'), code);
    return asked('/auth/second-factor/verify');
  }

  it('goes on to the second factor on the same card, and from there to where one was going', async () => {
    await toSecondStep(['totp', 'backup_code']);
    expect(textOf(byRole(page, 'heading'))).toBe('Confirm that it is you');
    const sent = await giveCode('123456');
    expect(sent.request.body).toEqual({ method: 'totp', challenge: 'c'.repeat(30), code: '123456' });
    sent.flush(success(tokensFor(userWith('user'))));
    await arrivedAt('/account?a=b');
  });

  it('stays at the second factor after a wrong code', async () => {
    await toSecondStep(['totp']);
    (await giveCode('000000')).flush(failure('SECOND_FACTOR_INVALID'), { status: 401, statusText: 'No' });
    await settle();
    expect(told()).toContain('This code is not right');
    expect(byLabel(page, 'Code from your app').value).toBe('');
  });

  it('counts the lock of a second factor down', async () => {
    await toSecondStep(['totp']);
    const retryAt = new Date(Date.now() + 600_000).toISOString();
    (await giveCode('000000')).flush(failure('SECOND_FACTOR_LOCKED', { retryAt }), { status: 429, statusText: 'No' });
    await settle();
    expect(told()).toContain('The second factor is locked');
    expect(textOf(byRole(page, 'timer'))).toMatch(/(10:00|9:59)/);
    expect((byRole(page, 'button', 'Confirm') as HTMLButtonElement).disabled).toBe(true);
  });

  it('takes a backup code', async () => {
    await toSecondStep(['totp', 'backup_code']);
    byRole(page, 'button', 'Use a backup code').click();
    await settle();
    type(byLabel(page, 'Backup code'), 'ABCDE-FGHJK');
    submit(page);
    const sent = await asked('/auth/second-factor/verify');
    expect(sent.request.body).toMatchObject({ method: 'backup_code', code: 'ABCDE-FGHJK' });
  });

  it('takes a passkey as the second factor', async () => {
    await toSecondStep(['passkey']);
    passkeys.get.mockResolvedValue(response);
    byRole(page, 'button', 'Use a passkey').click();
    const options = await asked('/auth/second-factor/passkey/options');
    expect(options.request.body).toEqual({ challenge: 'c'.repeat(30) });
    options.flush(success({ challenge: 'd'.repeat(30), options: { rpId: 'x' } }));
    const sent = await asked('/auth/second-factor/passkey/verify');
    expect(sent.request.body).toMatchObject({ challenge: 'd'.repeat(30), response: { id: 'k' } });
    sent.flush(success(tokensFor(userWith('user'))));
    await arrivedAt('/account?a=b');
  });

  it('begins again where that took too long', async () => {
    await toSecondStep(['totp']);
    (await giveCode('123456')).flush(failure('CHALLENGE_EXPIRED'), { status: 401, statusText: 'No' });
    await settle();
    expect(textOf(byRole(page, 'heading'))).toBe('Welcome');
    expect(told()).toContain('That took too long');
  });

  it('begins again by itself once the time is over, and when the person goes back', async () => {
    await toSecondStep(['totp'], 0);
    await settle();
    expect(told()).toContain('That took too long');
    await toSecondStep(['totp']);
    byRole(page, 'button', 'Back').click();
    await settle();
    expect(told()).toBe('');
    expect(byLabel(page, 'Email')).toBeTruthy();
  });

  it('needs no password with a passkey', async () => {
    passkeys.get.mockResolvedValue(response);
    byLabel(page, 'Keep me signed in on this device').click();
    await settle();
    byRole(page, 'button', 'Sign in with a passkey').click();
    (await asked('/auth/passkeys/options')).flush(success({ challenge: 'd'.repeat(30), options: {} }));
    const sent = await asked('/auth/passkeys/verify');
    expect(sent.request.body).toMatchObject({ challenge: 'd'.repeat(30), rememberMe: true, admin: false });
    sent.flush(success(tokensFor(userWith('user'))));
    await arrivedAt('/account?a=b');
  });

  it.each([
    ['cancelled', /^$/],
    ['failed', /The passkey could not be used/],
  ] as const)('goes on as before where no passkey was given: %s', async (trouble, sentence) => {
    passkeys.get.mockRejectedValue(new PasskeyError(trouble));
    byRole(page, 'button', 'Sign in with a passkey').click();
    (await asked('/auth/passkeys/options')).flush(success({ challenge: 'd'.repeat(30), options: {} }));
    await vi.waitFor(() => {
      TestBed.tick();
      expect((byRole(page, 'button', 'Sign in') as HTMLButtonElement).disabled).toBe(false);
    });
    expect(told()).toMatch(sentence);
  });

  it('says that a passkey is of nobody here', async () => {
    passkeys.get.mockResolvedValue(response);
    byRole(page, 'button', 'Sign in with a passkey').click();
    (await asked('/auth/passkeys/options')).flush(success({ challenge: 'd'.repeat(30), options: {} }));
    (await asked('/auth/passkeys/verify')).flush(failure('INVALID_CREDENTIALS'), { status: 401, statusText: 'No' });
    await settle();
    expect(told()).toContain('belongs to no account');
  });

  it('leaves for a provider, and remembers where it should lead', async () => {
    byRole(page, 'button', 'Continue with The School').click();
    const sent = await asked('/auth/oauth/school/start');
    expect(sent.request.headers.get('X-XSRF-TOKEN')).toBe('csrf-1');
    expect(sent.request.body).toEqual({ rememberMe: false, admin: false });
    sent.flush(success({ authorizationUrl: 'https://school.example.org/authorize' }));
    await settle();
    expect(departure.to).toHaveBeenCalledExactlyOnceWith('https://school.example.org/authorize');
    expect(sessionStorage.getItem('classy.oauth.return')).toContain('/account?a=b');
    sessionStorage.clear();
  });

  it('offers another mail where the address is not confirmed', async () => {
    (await sendPassword()).flush(failure('EMAIL_UNVERIFIED'), { status: 403, statusText: 'Forbidden' });
    await settle();
    expect(told()).toContain('not confirmed yet');
    byRole(page, 'button', 'Send the link again').click();
    const sent = await asked('/auth/email/resend');
    expect(sent.request.body).toEqual({ email: 'maya@example.org', locale: 'en' });
    sent.flush(success(null));
    await settle();
    expect(told()).toContain('A new link is on its way');
  });

  it('leads to what has to be done first', async () => {
    const user = userWith('admin', { restriction: 'enrol_second_factor', permissions: ['account:self'] });
    (await sendPassword()).flush(success(tokensFor(user)));
    await arrivedAt('/account/enrol?returnUrl=%2Faccount%3Fa%3Db');
  });

  it('offers the way to a new password', () => {
    expect(allByRole(page, 'link', 'Forgot your password?')[0]?.getAttribute('href')).toBe('/forgot-password');
  });
});
