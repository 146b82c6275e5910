import { HttpClient, HttpContext } from '@angular/common/http';
import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { AuthService } from '../../core/services/auth';
import { QUIET } from '../../core/services/http-context';
import { ServerClock } from '../../core/services/server-clock';
import { ToastService } from '../../core/services/toasts';
import { failure, setUpApp, success, tokensFor, userWith } from '../../core/testing/app-testing';

const refreshUrl = '/api/v1/auth/refresh';
const refused = { status: 401, statusText: 'Unauthorized' };

describe('a call to the API', () => {
  let http: HttpTestingController;
  let client: HttpClient;

  beforeEach(async () => {
    ({ http } = await setUpApp());
    client = TestBed.inject(HttpClient);
    document.cookie = 'XSRF-TOKEN=csrf-1';
  });
  afterEach(() => {
    http.verify();
  });

  async function next(url: string): Promise<TestRequest> {
    return vi.waitFor(() => http.expectOne(url));
  }

  async function signIn(): Promise<void> {
    const result = TestBed.inject(AuthService).login({ email: 'a@example.org', password: 'x' }, { admin: false });
    const request = await next('/api/v1/auth/login');
    expect(request.request.headers.has('Authorization')).toBe(false);
    request.flush(success(tokensFor(userWith('admin'))));
    await result;
  }

  function get(url: string, context?: HttpContext): Promise<unknown> {
    return firstValueFrom(client.get(url, context ? { context } : {}));
  }

  const bearer = (request: TestRequest): string | null => request.request.headers.get('Authorization');
  const toasts = (): readonly string[] =>
    TestBed.inject(ToastService)
      .toasts()
      .map((toast) => toast.message);

  it('carries the access token and an id of its own', async () => {
    await signIn();
    const answers = [get('/api/v1/a'), get('/api/v1/b')];
    const [first, second] = [await next('/api/v1/a'), await next('/api/v1/b')];
    expect(bearer(first)).toBe('Bearer first-token');
    const ids = [first, second].map((request) => request.request.headers.get('X-Request-Id'));
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
    first.flush({});
    second.flush({});
    await Promise.all(answers);
  });

  it('gives no token to anything that is not the API', async () => {
    await signIn();
    const answers = [get('/i18n/en.json'), get('https://elsewhere.example/api/v1/x')];
    for (const url of ['/i18n/en.json', 'https://elsewhere.example/api/v1/x']) {
      const request = await next(url);
      expect(request.request.headers.keys()).toEqual([]);
      request.flush({});
    }
    await Promise.all(answers);
  });

  it('is repeated once with a fresh token, after one refresh for all that were refused together', async () => {
    await signIn();
    const answers = Promise.all(['a', 'b', 'c'].map((name) => get(`/api/v1/${name}`)));
    for (const name of ['a', 'b', 'c']) (await next(`/api/v1/${name}`)).flush(failure('UNAUTHENTICATED'), refused);
    (await next(refreshUrl)).flush(success(tokensFor(userWith('admin'), { accessToken: 'second-token' })));
    for (const name of ['a', 'b', 'c']) {
      const again = await next(`/api/v1/${name}`);
      expect(bearer(again)).toBe('Bearer second-token');
      again.flush(name);
    }
    expect(await answers).toEqual(['a', 'b', 'c']);
    expect(toasts()).toEqual([]);
  });

  it('does not refresh again when the token was renewed while it was under way', async () => {
    await signIn();
    const answer = get('/api/v1/slow');
    const slow = await next('/api/v1/slow');
    const refreshed = TestBed.inject(AuthService).refresh();
    (await next(refreshUrl)).flush(success(tokensFor(userWith('admin'), { accessToken: 'second-token' })));
    await refreshed;
    slow.flush(failure('UNAUTHENTICATED'), refused);
    const again = await next('/api/v1/slow');
    expect(bearer(again)).toBe('Bearer second-token');
    again.flush('done');
    expect(await answer).toBe('done');
  });

  it('is not repeated a second time', async () => {
    await signIn();
    const answer = get('/api/v1/a').catch((error: unknown) => error);
    (await next('/api/v1/a')).flush(failure('UNAUTHENTICATED'), refused);
    (await next(refreshUrl)).flush(success(tokensFor(userWith('admin'), { accessToken: 'second-token' })));
    (await next('/api/v1/a')).flush(failure('UNAUTHENTICATED'), refused);
    expect(await answer).toMatchObject({ status: 401 });
  });

  it('fails as it was, and ends the session, where there is no fresh token', async () => {
    await signIn();
    const answer = get('/api/v1/a').catch((error: unknown) => error);
    (await next('/api/v1/a')).flush(failure('SESSION_ENDED'), refused);
    (await next(refreshUrl)).flush(failure('SESSION_ENDED'), refused);
    expect(await answer).toMatchObject({ status: 401 });
    expect(TestBed.inject(AuthService).signedIn()).toBe(false);
    expect(toasts()).toEqual([]);
  });

  it('says what went wrong, once', async () => {
    const answer = get('/api/v1/a').catch(() => undefined);
    (await next('/api/v1/a')).flush(failure('INTERNAL', { requestId: 'req-9' }), { status: 500, statusText: 'Error' });
    await answer;
    expect(toasts()).toEqual([expect.stringMatching(/ran into an error.*req-9/)]);
  });

  it('stays quiet where the caller says it itself', async () => {
    const answer = get('/api/v1/a', new HttpContext().set(QUIET, true)).catch(() => undefined);
    (await next('/api/v1/a')).flush(failure('INTERNAL'), { status: 500, statusText: 'Error' });
    await answer;
    expect(toasts()).toEqual([]);
  });

  it('tells the time of the server, also when it fails', async () => {
    const answer = get('/api/v1/a', new HttpContext().set(QUIET, true)).catch(() => undefined);
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    (await next('/api/v1/a')).flush({}, { status: 500, statusText: 'Error', headers: { Date: date } });
    await answer;
    expect(TestBed.inject(ServerClock).offsetMs()).toBeGreaterThan(3_500_000);
  });

  describe('that a cookie authenticates', () => {
    it('carries the CSRF token of the cookie', async () => {
      const refreshed = TestBed.inject(AuthService).refresh();
      const request = await next(refreshUrl);
      expect(request.request.headers.get('X-XSRF-TOKEN')).toBe('csrf-1');
      request.flush(success(tokensFor(userWith('user'))));
      expect(await refreshed).toBe('first-token');
    });

    it('fetches a token first where there is no cookie', async () => {
      document.cookie = 'XSRF-TOKEN=; Max-Age=0';
      const refreshed = TestBed.inject(AuthService).refresh();
      const csrf = await next('/api/v1/auth/csrf-token');
      document.cookie = 'XSRF-TOKEN=csrf%202';
      csrf.flush(success({ csrfToken: 'csrf 2' }));
      const request = await next(refreshUrl);
      expect(request.request.headers.get('X-XSRF-TOKEN')).toBe('csrf 2');
      request.flush(success(tokensFor(userWith('user'))));
      await refreshed;
    });

    it('is repeated once with a new token where the old one was refused', async () => {
      const refreshed = TestBed.inject(AuthService).refresh();
      (await next(refreshUrl)).flush(failure('CSRF_FAILED'), { status: 403, statusText: 'Forbidden' });
      const csrf = await next('/api/v1/auth/csrf-token');
      document.cookie = 'XSRF-TOKEN=csrf-3';
      csrf.flush(success({ csrfToken: 'csrf-3' }));
      const again = await next(refreshUrl);
      expect(again.request.headers.get('X-XSRF-TOKEN')).toBe('csrf-3');
      again.flush(failure('CSRF_FAILED'), { status: 403, statusText: 'Forbidden' });
      expect(await refreshed).toBeNull();
      expect(TestBed.inject(AuthService).endReason()).toBeNull();
    });

    it('gives the CSRF token to no other route', async () => {
      await signIn();
      const answer = firstValueFrom(client.post('/api/v1/monitoring/block-ip', {}));
      const request = await next('/api/v1/monitoring/block-ip');
      expect(request.request.headers.has('X-XSRF-TOKEN')).toBe(false);
      request.flush({});
      await answer;
    });
  });
});
