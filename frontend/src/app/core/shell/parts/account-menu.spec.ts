import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { render, settle, setUpApp, userWith } from '../../testing/app-testing';
import { allByRole, byRole, nameOf } from '../../testing/by-role';
import { FakeAuth } from '../../testing/fakes';
import { AuthService } from '../../services/auth';
import { ToastService } from '../../services/toasts';
import { AccountMenu } from './account-menu';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

describe('the account menu', () => {
  let auth: FakeAuth;

  beforeEach(async () => {
    auth = new FakeAuth();
    auth.user.set(userWith('admin'));
    await setUpApp({
      routes: ['account', 'admin', 'login', 'admin/login'].map((path) => ({ path, component: EmptyPage })),
      providers: [{ provide: AuthService, useValue: auth }],
    });
  });

  async function open(desk: boolean): Promise<{ page: HTMLElement; entries: readonly string[] }> {
    const { page } = await render(AccountMenu, { desk });
    byRole(page, 'button', 'Account of Maya Haddad').click();
    await settle();
    return { page, entries: allByRole(page, 'menuitem').map(nameOf) };
  }

  it('says who is signed in', async () => {
    const { page } = await open(false);
    expect(byRole(page, 'menu', 'Maya Haddad, maya.haddad@example.org')).toBeTruthy();
  });

  it('offers the desk to those who may enter it, and the shortcuts inside', async () => {
    expect((await open(false)).entries).toEqual(['Account', 'Security desk', 'Sign out']);
    document.body.replaceChildren();
    expect((await open(true)).entries).toEqual(['Account', 'Keyboard shortcuts', 'Sign out']);
    document.body.replaceChildren();
    auth.user.set(userWith('user'));
    expect((await open(false)).entries).toEqual(['Account', 'Sign out']);
  });

  it.each([
    [true, '/admin/login'],
    [false, '/login'],
  ])('signs out, to the door where one came in (desk: %s)', async (desk, door) => {
    const { page } = await open(desk);
    byRole(page, 'menuitem', 'Sign out').click();
    await vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe(door);
    });
    expect(auth.logout).toHaveBeenCalledTimes(1);
    expect(TestBed.inject(ToastService).toasts()).toEqual([]);
  });

  it('says where the server could not be told', async () => {
    auth.logout.mockResolvedValue(false);
    const { page } = await open(false);
    byRole(page, 'menuitem', 'Sign out').click();
    await vi.waitFor(() => {
      expect(TestBed.inject(ToastService).toasts()[0]?.message).toMatch(/server could not be told/);
    });
  });

  it('is not there while nobody is signed in', async () => {
    auth.user.set(null);
    const { page } = await render(AccountMenu);
    expect(allByRole(page, 'button')).toHaveLength(0);
  });
});
