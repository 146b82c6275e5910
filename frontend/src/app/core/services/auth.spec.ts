import { TestBed } from '@angular/core/testing';
import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { failure, setUpApp, success, tokensFor, userWith } from '../testing/app-testing';
import { AuthService } from './auth';
import { PageReload } from './page-reload';
import { Preferences } from './preferences';

const credentials = { email: 'maya.haddad@example.org', password: 'right' };
const refreshUrl = '/api/v1/auth/refresh';

/** Requests are made after lazily loaded code has arrived. */
async function next(http: HttpTestingController, url: string): Promise<TestRequest> {
  return vi.waitFor(() => http.expectOne(url));
}

describe('the session', () => {
  let http: HttpTestingController;
  let auth: AuthService;

  beforeEach(async () => {
    ({ http } = await setUpApp());
    auth = TestBed.inject(AuthService);
    document.cookie = 'XSRF-TOKEN=csrf-1';
  });
  afterEach(() => {
    http.verify();
  });

  async function signIn(more = {}): Promise<void> {
    const result = auth.login(credentials, { admin: false });
    (await next(http, '/api/v1/auth/login')).flush(success(tokensFor(userWith('admin'), more)));
    await result;
  }

  it('starts with a sign-in, and keeps the token out of every storage', async () => {
    await signIn({ accessToken: 'very-secret' });
    expect(auth.signedIn()).toBe(true);
    expect(auth.accessToken()).toBe('very-secret');
    expect(auth.has('monitoring:read')).toBe(true);
    expect(auth.has('audit:read')).toBe(false);
    const stored = JSON.stringify([localStorage, sessionStorage, document.cookie]);
    expect(stored).toContain('signed-in');
    expect(stored).not.toContain('very-secret');
  });

  it('goes to the desk’s own route for an administrator', async () => {
    const result = auth.login(credentials, { admin: true });
    const request = await next(http, '/api/v1/auth/admin/login');
    expect(request.request.body).toEqual(credentials);
    request.flush(success(tokensFor(userWith('admin'))));
    expect((await result).kind).toBe('signed-in');
  });

  it.each([
    [401, 'INVALID_CREDENTIALS', { kind: 'refused' }],
    [429, 'ACCOUNT_LOCKED', { kind: 'account-locked', retryAt: '2026-11-20T10:00:00.000Z' }],
    [403, 'ADDRESS_BLOCKED', { kind: 'address-blocked', retryAt: '2026-11-20T10:00:00.000Z' }],
  ])('tells a refusal apart: %i %s', async (status, code, expected) => {
    const result = auth.login(credentials, { admin: false });
    const body = failure(code, { retryAt: '2026-11-20T10:00:00.000Z' });
    (await next(http, '/api/v1/auth/login')).flush(body, { status, statusText: code });
    expect(await result).toEqual(expected);
    expect(auth.signedIn()).toBe(false);
  });

  it('tells a server that does not answer apart from a refused sign-in', async () => {
    const result = auth.login(credentials, { admin: false });
    (await next(http, '/api/v1/auth/login')).error(new ProgressEvent('error'));
    expect(await result).toEqual({ kind: 'unreachable' });
  });

  it('does not ask the server before somebody signs in', async () => {
    auth.prepare();
    await Promise.resolve();
    http.verify();
    expect(auth.signedIn()).toBe(false);
  });

  it('takes an answer that is not what the contract says for a failure, not for a sign-in', async () => {
    const result = auth.login(credentials, { admin: false });
    (await next(http, '/api/v1/auth/login')).flush(success({ accessToken: 'x' }));
    expect((await result).kind).toBe('failed');
    expect(auth.signedIn()).toBe(false);
  });

  it('is not asked for on a stranger’s first visit', async () => {
    expect(await auth.restore()).toBe(false);
    http.expectNone(refreshUrl);
  });

  it('is restored on load where somebody was signed in', async () => {
    TestBed.inject(Preferences).write('signed-in', '1');
    const restored = auth.restore();
    const request = await next(http, refreshUrl);
    expect(request.request.headers.get('X-XSRF-TOKEN')).toBe('csrf-1');
    request.flush(success(tokensFor(userWith('user'))));
    expect(await restored).toBe(true);
    expect(auth.user()?.firstName).toBe('Maya');
  });

  it('keeps the way back open where the server does not answer on load', async () => {
    TestBed.inject(Preferences).write('signed-in', '1');
    const restored = auth.restore();
    (await next(http, refreshUrl)).error(new ProgressEvent('error'));
    expect(await restored).toBe(false);
    expect(auth.restoreFailure()?.unreachable).toBe(true);
    expect(auth.endReason()).toBeNull();

    const again = auth.restore();
    (await next(http, refreshUrl)).flush(success(tokensFor(userWith('user'))));
    expect(await again).toBe(true);
    expect(auth.restoreFailure()).toBeNull();
  });

  it('is over, with the reason, where the server says so', async () => {
    await signIn();
    const refreshed = auth.refresh();
    (await next(http, refreshUrl)).flush(failure('SESSION_ENDED'), { status: 401, statusText: 'Unauthorized' });
    expect(await refreshed).toBeNull();
    expect(auth.signedIn()).toBe(false);
    expect(auth.endReason()).toBe('expired');
    expect(await auth.restore()).toBe(false);
  });

  it('is refreshed once for all who ask at the same time', async () => {
    await signIn();
    const all = Promise.all([auth.refresh(), auth.refresh(), auth.refresh()]);
    (await next(http, refreshUrl)).flush(success(tokensFor(userWith('admin'), { accessToken: 'second' })));
    expect(await all).toEqual(['second', 'second', 'second']);
  });

  describe('that ends within hours', () => {
    const soon = () => new Date(Date.now() + 3_600_000).toISOString();

    it('is not renewed by itself on a page that nobody uses', async () => {
      await signIn({ sessionExpiresAt: soon() });
      await expect(auth.renew()).resolves.toBeNull();
    });

    it('is renewed once somebody uses the page', async () => {
      await signIn({ sessionExpiresAt: soon() });
      await new Promise((resolve) => setTimeout(resolve, 5));
      document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
      const renewed = auth.renew();
      (await next(http, refreshUrl)).flush(success(tokensFor(userWith('admin'), { accessToken: 'second' })));
      await expect(renewed).resolves.toBe('second');
    });
  });

  it('that lasts for days is renewed also for what nobody asked for', async () => {
    await signIn();
    const renewed = auth.renew();
    (await next(http, refreshUrl)).flush(success(tokensFor(userWith('admin'), { accessToken: 'second' })));
    await expect(renewed).resolves.toBe('second');
  });

  it('carries on with what the person has changed about themselves', async () => {
    await signIn();
    auth.userChanged({ firstName: 'Maryam' });
    expect(auth.user()?.firstName).toBe('Maryam');
    expect(auth.signedIn()).toBe(true);
  });

  it('does not begin where a second factor has to follow', async () => {
    const result = auth.login(credentials, { admin: false });
    const challenge = { challenge: 'c'.repeat(30), expiresAt: '2026-11-20T10:00:00.000Z', methods: ['totp'] };
    const answer = success({ status: 'second_factor_required', ...challenge });
    (await next(http, '/api/v1/auth/login')).flush(answer);
    expect(await result).toMatchObject({ kind: 'second-factor', challenge });
    expect(auth.signedIn()).toBe(false);
  });

  it('stays over when an answer to an older refresh arrives after the sign-out', async () => {
    await signIn();
    const refreshed = auth.refresh();
    const late = await next(http, refreshUrl);
    const left = auth.logout();
    (await next(http, '/api/v1/auth/logout')).flush(success(null));
    await left;
    late.flush(success(tokensFor(userWith('admin'))));
    expect(await refreshed).toBeNull();
    expect(auth.signedIn()).toBe(false);
  });

  it('ends here also where the server cannot be told, and says so', async () => {
    await signIn();
    const left = auth.logout();
    (await next(http, '/api/v1/auth/logout')).error(new ProgressEvent('error'));
    expect(await left).toBe(false);
    expect(auth.signedIn()).toBe(false);
    expect(auth.endReason()).toBe('signed_out');
  });

  describe('with other tabs', () => {
    let otherTab: BroadcastChannel;

    beforeEach(() => {
      otherTab = new BroadcastChannel('classy-book:session');
    });
    afterEach(() => {
      otherTab.close();
    });

    it('ends when it is ended in another one', async () => {
      await signIn();
      otherTab.postMessage({ kind: 'ended', reason: 'signed_out' });
      await vi.waitFor(() => {
        expect(auth.signedIn()).toBe(false);
      });
      expect(auth.endReason()).toBe('signed_out');
    });

    it('is told of in the others, without the token', async () => {
      const heard: unknown[] = [];
      otherTab.onmessage = (event) => heard.push(event.data);
      await signIn({ accessToken: 'very-secret' });
      await vi.waitFor(() => {
        expect(heard).toHaveLength(1);
      });
      expect(JSON.stringify(heard)).not.toContain('very-secret');
    });

    it('lasts longer when another tab has prolonged it', async () => {
      await signIn();
      const later = new Date(Date.now() + 30 * 86_400_000).toISOString();
      otherTab.postMessage({ kind: 'refreshed', sessionId: 'c'.repeat(24), sessionExpiresAt: later });
      await vi.waitFor(() => {
        expect(auth.sessionExpiresAt()).toBe(later);
      });
    });

    it('starts afresh when somebody else signs in over there', async () => {
      await signIn();
      const reload = vi.spyOn(TestBed.inject(PageReload), 'run').mockReturnValue();
      otherTab.postMessage({ kind: 'signed-in' });
      const other = userWith('user', { id: 'b'.repeat(24) });
      (await next(http, refreshUrl)).flush(success(tokensFor(other)));
      await vi.waitFor(() => {
        expect(reload).toHaveBeenCalledTimes(1);
      });
    });

    it('begins here too when somebody signs in over there', async () => {
      otherTab.postMessage({ kind: 'signed-in' });
      (await next(http, refreshUrl)).flush(success(tokensFor(userWith('user'))));
      await vi.waitFor(() => {
        expect(auth.signedIn()).toBe(true);
      });
    });
  });
});
