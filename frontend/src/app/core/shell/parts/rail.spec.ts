import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { rolePermissions, type Role } from '@classy-book/contracts/permissions';
import en from '../../../../../public/i18n/en.json';
import { render, settle, setUpApp, userWith } from '../../testing/app-testing';
import { allByRole, byRole, nameOf } from '../../testing/by-role';
import { FakeAuth } from '../../testing/fakes';
import { AuthService } from '../../services/auth';
import { Rail, railEntries } from './rail';

/** The names of the entries that a role may open, in their order. */
function namesFor(role: Role): readonly string[] {
  const titles: Readonly<Record<string, string>> = en.titles;
  const allowed = railEntries.filter(({ permission }) => rolePermissions[role].includes(permission));
  return allowed.map(({ label }) => titles[label.replace('titles.', '')] ?? label);
}

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

describe('the rail', () => {
  let auth: FakeAuth;

  beforeEach(async () => {
    auth = new FakeAuth();
    auth.user.set(userWith('admin'));
    await setUpApp({
      routes: railEntries.map(({ path }) => ({ path: path.slice(1), component: EmptyPage })),
      providers: [{ provide: AuthService, useValue: auth }],
    });
  });

  const links = (page: HTMLElement): readonly HTMLElement[] => [
    ...byRole(page, 'navigation').querySelectorAll<HTMLElement>('li a'),
  ];

  it('names the pages of the desk, the incidents among them', async () => {
    const { page } = await render(Rail);
    expect(links(page).map(nameOf)).toEqual(namesFor('admin'));
    expect(links(page).map(nameOf).slice(0, 3)).toEqual(['Overview', 'Monitoring', 'Incidents']);
  });

  it('marks the page that is open', async () => {
    const { page } = await render(Rail);
    await TestBed.inject(Router).navigateByUrl('/admin/monitoring?outcome=failed');
    await settle();
    expect(byRole(page, 'link', 'Monitoring').getAttribute('aria-current')).toBe('page');
    expect(byRole(page, 'link', 'Overview').hasAttribute('aria-current')).toBe(false);
  });

  it('shows nothing that the person may not open', async () => {
    auth.user.set(userWith('user'));
    const { page } = await render(Rail);
    expect(links(page)).toHaveLength(0);
  });

  it('keeps the names of its entries when it is folded', async () => {
    const { page } = await render(Rail, { folded: true });
    expect(links(page).map(nameOf)).toEqual(namesFor('admin'));
    expect(byRole(page, 'button', 'Unfold the menu').getAttribute('aria-expanded')).toBe('false');
  });

  it('asks to be folded, and tells when an entry was followed', async () => {
    const { fixture, page } = await render(Rail);
    const folded = vi.fn();
    const followed = vi.fn();
    fixture.componentInstance.foldToggled.subscribe(folded);
    fixture.componentInstance.followed.subscribe(followed);
    byRole(page, 'button', 'Fold the menu').click();
    byRole(page, 'link', 'Monitoring').click();
    expect(folded).toHaveBeenCalledTimes(1);
    expect(followed).toHaveBeenCalledTimes(1);
    expect(allByRole(page, 'button')).toHaveLength(1);
  });
});
