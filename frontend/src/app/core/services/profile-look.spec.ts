import type { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { failure, settle, setUpApp, success, userWith } from '../testing/app-testing';
import { FakeAuth } from '../testing/fakes';
import { AuthService } from './auth';
import { I18nService } from './i18n';
import { ProfileLook } from './profile-look';
import { ThemeService } from './theme';

const url = '/api/v1/account/profile';

describe('language and theme', () => {
  let auth: FakeAuth;
  let http: HttpTestingController;

  beforeEach(async () => {
    auth = new FakeAuth();
    ({ http } = await setUpApp({ providers: [{ provide: AuthService, useValue: auth }] }));
    TestBed.inject(ProfileLook);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    http.verify();
  });

  const worn = (): readonly string[] => [TestBed.inject(I18nService).locale(), TestBed.inject(ThemeService).choice()];
  async function pass(ms: number): Promise<void> {
    await settle();
    await vi.advanceTimersByTimeAsync(ms);
    await settle();
  }

  it('are those of the account after a sign-in, which stores nothing', async () => {
    auth.user.set(userWith('user', { locale: 'ar', theme: 'dark' }));
    await pass(5_000);
    expect(worn()).toEqual(['ar', 'dark']);
  });

  it('stay as they are where the account has none yet', async () => {
    TestBed.inject(ThemeService).set('light');
    auth.user.set(userWith('user'));
    await pass(5_000);
    expect(worn()).toEqual(['en', 'light']);
  });

  it('are stored when they are changed, once, and only what was changed', async () => {
    auth.user.set(userWith('user', { locale: 'en', theme: 'dark' }));
    await pass(0);
    TestBed.inject(ThemeService).set('light');
    await pass(200);
    TestBed.inject(ThemeService).set('system');
    await pass(1_000);
    const stored = http.expectOne({ url, method: 'PATCH' });
    expect(stored.request.body).toEqual({ theme: 'system' });
    stored.flush(success(null));
    await pass(5_000);
    expect(auth.user()?.theme).toBe('system');
  });

  it('hold on this device also where they could not be stored, without a word', async () => {
    auth.user.set(userWith('user', { locale: 'en', theme: 'dark' }));
    await pass(0);
    await TestBed.inject(I18nService).set('ar');
    await pass(1_000);
    http.expectOne(url).flush(failure('INTERNAL'), { status: 500, statusText: 'Error' });
    await pass(5_000);
    expect(worn()).toEqual(['ar', 'dark']);
  });

  it('are nobody’s to store while nobody is signed in', async () => {
    TestBed.inject(ThemeService).set('dark');
    await pass(5_000);
    expect(worn()).toEqual(['en', 'dark']);
  });
});
