import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import { render, settle, setUpApp, userWith } from '../../core/testing/app-testing';
import { byRole, textOf } from '../../core/testing/by-role';
import { FakeAuth } from '../../core/testing/fakes';
import { ApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { I18nService } from '../../core/services/i18n';
import { LastFailure } from '../../core/services/last-failure';
import { PageReload } from '../../core/services/page-reload';
import { FailurePage } from './failure/failure-page';
import ForbiddenPage from './forbidden/forbidden-page';
import NotFoundPage from './not-found/not-found-page';

describe('an address with nothing behind it', () => {
  async function open(url: string): Promise<HTMLElement> {
    await setUpApp({ routes: [{ path: '**', component: NotFoundPage }] });
    const harness = await RouterTestingHarness.create(url);
    return harness.fixture.nativeElement as HTMLElement;
  }

  it('is named as it was typed, as text', async () => {
    const page = await open('/no/<b>such</b>/page');
    expect(byRole(page, 'heading', 'There is nothing at this address')).toBeTruthy();
    expect(page.querySelector('code b')).toBeNull();
    expect(page.querySelector('code')?.textContent).toMatch(/no\/.*such/);
    expect(byRole(page, 'link', 'Go to the front page').getAttribute('href')).toBe('/');
  });

  it('is cut where it is very long', async () => {
    const page = await open('/' + 'a'.repeat(5_000));
    expect(page.querySelector('code')?.textContent.length).toBeLessThanOrEqual(200);
  });

  it('leads back to the desk from within it', async () => {
    const page = await open('/admin/nothing');
    expect(byRole(page, 'link', 'Go to the overview').getAttribute('href')).toBe('/admin/dashboard');
  });
});

it('a page that is not for this account says for whom, and what to do', async () => {
  const auth = new FakeAuth();
  auth.user.set(userWith('user'));
  await setUpApp({ providers: [{ provide: AuthService, useValue: auth }] });
  const { page } = await render(ForbiddenPage);
  expect(textOf(page)).toMatch(/maya\.haddad@example\.org.*ask your administrator/s);
  expect(byRole(page, 'link', 'Account').getAttribute('href')).toBe('/account');
});

describe('the error page', () => {
  const broken = new ApiFailure({ code: 'INTERNAL', message: 'x', status: 500, requestId: 'req-77' });

  it.each([
    ['chunk', /part of the app did not load/],
    ['unreachable', /server does not answer.*still signed in/s],
    ['unexpected', /ran into an error/],
  ] as const)('tells what it is about: %s', async (kind, sentence) => {
    await setUpApp();
    TestBed.inject(LastFailure).remember({ kind, failure: broken });
    const { page } = await render(FailurePage);
    expect(textOf(byRole(page, 'main'))).toMatch(sentence);
  });

  it('names the request, for whoever runs the server', async () => {
    await setUpApp();
    TestBed.inject(LastFailure).remember({ kind: 'unexpected', failure: broken });
    const { page } = await render(FailurePage);
    expect(textOf(page)).toContain('req-77');
  });

  it('loads the app again when asked', async () => {
    const reload = { run: vi.fn() };
    await setUpApp({ providers: [{ provide: PageReload, useValue: reload }] });
    const { page } = await render(FailurePage);
    byRole(page, 'button', 'Try again').click();
    expect(reload.run).toHaveBeenCalledTimes(1);
  });

  it('speaks Arabic', async () => {
    await setUpApp();
    TestBed.inject(LastFailure).remember({ kind: 'unreachable', failure: broken });
    const { page } = await render(FailurePage);
    await TestBed.inject(I18nService).set('ar');
    await settle();
    expect(byRole(page, 'heading', 'الخادم لا يجيب')).toBeTruthy();
  });
});
