import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Component } from '@angular/core';
import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { AuthService } from '../../../core/services/auth';
import { failure, settle, setUpApp, success, userWith } from '../../../core/testing/app-testing';
import { allByRole, byLabel } from '../../../core/testing/by-role';
import { FakeAuth } from '../../../core/testing/fakes';
import { submit, type } from '../../../core/testing/user';
import NewPasswordPage from './new-password-page';

@Component({ selector: 'app-elsewhere', template: '' })
class Elsewhere {}

describe('a password that has to be replaced', () => {
  let auth: FakeAuth;
  let http: HttpTestingController;
  let page: HTMLElement;

  async function open(user = userWith('user', { restriction: 'change_password' })): Promise<void> {
    auth = new FakeAuth();
    auth.user.set(user);
    auth.refresh.mockImplementation(() => {
      auth.userChanged({ restriction: null });
      return Promise.resolve('token');
    });
    ({ http } = await setUpApp({
      routes: [
        { path: 'account/new-password', component: NewPasswordPage },
        { path: 'account', component: Elsewhere },
      ],
      providers: [{ provide: AuthService, useValue: auth }],
    }));
    const harness = await RouterTestingHarness.create('/account/new-password?returnUrl=%2Faccount%3Fa%3Db');
    page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
  }

  const asked = (): Promise<TestRequest> => vi.waitFor(() => http.expectOne('/api/v1/account/password'));

  async function send(current: string, next: string): Promise<void> {
    type(byLabel(page, 'Current password'), current);
    type(byLabel(page, 'New password'), next);
    submit(page);
    await settle();
  }

  it('is replaced, and one goes on to where one was going', async () => {
    await open();
    await send('the old one', 'thimble rocket yonder');
    const sent = await asked();
    expect(sent.request.body).toEqual({ currentPassword: 'the old one', newPassword: 'thimble rocket yonder' });
    sent.flush(success(null));
    await vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe('/account?a=b');
    });
    expect(auth.refresh).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['INVALID_CREDENTIALS', 401, 'current-password-note', /current password is not right/],
    ['WEAK_PASSWORD', 400, 'new-password-note', /too easy to guess/],
  ] as const)('says at the field what is wrong: %s', async (code, status, note, sentence) => {
    await open();
    await send('the old one', 'thimble rocket yonder');
    (await asked()).flush(failure(code), { status, statusText: code });
    await vi.waitFor(() => {
      TestBed.tick();
      expect(document.getElementById(note)?.textContent).toMatch(sentence);
    });
    expect(auth.refresh).not.toHaveBeenCalled();
  });

  it('asks for no old one where there is none', async () => {
    await open(userWith('user', { restriction: 'change_password', hasPassword: false }));
    expect(page.textContent).not.toContain('Current password');
    type(byLabel(page, 'New password'), 'thimble rocket yonder');
    submit(page);
    await settle();
    expect((await asked()).request.body).toEqual({ currentPassword: null, newPassword: 'thimble rocket yonder' });
    expect(allByRole(page, 'heading')).toHaveLength(1);
  });
});
