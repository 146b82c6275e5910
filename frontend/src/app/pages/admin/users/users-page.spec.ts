import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { UserListItem } from '@classy-book/contracts/users';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { press, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { pageOf, personOf, rolesOf } from '../../../shared/people/people.test-support';
import UsersPage from './users-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

describe('the users', () => {
  let desk: Desk;
  let page: HTMLElement;
  let people: readonly UserListItem[];

  async function open(query = '', options: Parameters<typeof setUpDesk>[0] = {}): Promise<void> {
    localStorage.clear();
    desk = await setUpDesk({ page: UsersPage, ...options });
    people = [
      personOf({ sessions: 2, secondFactor: true, lastSeenAt: new Date(Date.now() - 180_000).toISOString() }),
      personOf({ id: idOf(2), email: 'leo@example.org', firstName: 'Leo', lastName: 'Brandt', role: 'admin' }),
      personOf({
        id: idOf(3),
        email: 'sara@example.org',
        firstName: 'Sara',
        role: 'support_desk',
        roleTitle: 'Support desk',
        states: ['locked', 'unverified'],
        lockedUntil: new Date(Date.now() + 60_000).toISOString(),
      }),
    ];
    desk.api.routes.set('GET /admin/users', () => pageOf(people));
    desk.api.routes.set('GET /admin/roles', () => success(rolesOf()));
    ({ page } = await openPage(desk, query));
  }

  const rows = () =>
    allByRole(byRole(page, 'table', 'Users'), 'row')
      .slice(1)
      .map(tidy);
  const dialog = (name: string | RegExp) => byRole(document.body, 'dialog', name);
  const choose = (name: string) => {
    byLabel(page, `Select ${name}`).click();
  };

  it('says of each who they are, what they are, and how their account stands', async () => {
    await open();
    expect(rows()).toEqual([
      'Maya Haddad maya.haddad@example.org Learner Active On Sessions: 2 3 min',
      'Leo Brandt leo@example.org Administrator Active Off Sessions: 0 never',
      'Sara Haddad sara@example.org Support desk Locked Unverified Off Sessions: 0 never',
    ]);
    expect(byRole(page, 'link', 'Leo Brandt').getAttribute('href')).toBe(`/admin/users/${idOf(2)}`);
  });

  it('asks the server with the filters and the order of the URL', async () => {
    await open('?search=maya&role=support_desk&state=locked,unverified&secondFactor=on&sort=-lastSeenAt');
    expect(Object.fromEntries(desk.api.of('/admin/users')[0]?.params ?? [])).toEqual({
      search: 'maya',
      role: 'support_desk',
      state: 'locked,unverified',
      secondFactor: 'on',
      sort: '-lastSeenAt',
      limit: '100',
    });
    expect(allByRole(page, 'button', 'Role: Support desk')).toHaveLength(1);
    byRole(page, 'button', 'Last seen').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toContain('sort=lastSeenAt');
    byRole(page, 'button', 'Clear filters').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?sort=lastSeenAt');
  });

  it('searches for what is typed, cleaned', async () => {
    await open();
    type(byRole(page, 'searchbox') as HTMLInputElement, '  MAYA ');
    page.querySelector('app-search-box form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await desk.api.answer();
    expect(desk.api.of('/admin/users').at(-1)?.params.get('search')).toBe('maya');
  });

  it('shows a lock that is set or lifted elsewhere without a reload', async () => {
    await open();
    const at = new Date().toISOString();
    const lockedUntil = new Date(Date.now() + 900_000).toISOString();
    desk.server.send('monitoring:account-locked', [
      { id: idOf(8), at, email: 'leo@example.org', source: 'auto', reason: '5 failed sign-ins', lockedUntil },
    ]);
    desk.server.send('monitoring:account-unlocked', [{ id: idOf(9), at, email: 'sara@example.org', by: 'nada' }]);
    await settle();
    expect(rows()[1]).toContain('Locked');
    expect(rows()[2]).toContain('Support desk Unverified');
    expect(desk.api.of('/admin/users')).toHaveLength(1);
  });

  it('walks with j and k and chooses with x', async () => {
    await open();
    for (const key of ['j', 'j', 'x', 'k', 'x']) press(key);
    await settle();
    expect(byLabel(page, 'Select Maya Haddad').checked).toBe(true);
    expect(byLabel(page, 'Select Leo Brandt').checked).toBe(true);
    expect(tidy(byRole(page, 'group', 'Selection'))).toContain('2 selected');
    press('Escape');
    await settle();
    expect(tidy(byRole(page, 'group', 'Selection'))).toContain('Select all shown');
  });

  it('ends the sessions of several and tells of each how it went', async () => {
    await open();
    desk.api.routes.set('POST /admin/users/bulk', () =>
      success([
        { id: idOf(1), email: 'maya.haddad@example.org', ok: true, message: null },
        { id: idOf(2), email: 'leo@example.org', ok: false, message: 'This account has a higher role.' },
      ]),
    );
    choose('Maya Haddad');
    choose('Leo Brandt');
    await settle();
    byRole(page, 'button', 'End sessions').click();
    await settle();
    const question = dialog('End the sessions of 2 users?');
    expect(tidy(question)).toContain('This cannot be undone.');
    byRole(question, 'button', 'End sessions').click();
    await desk.api.answer();
    expect(desk.api.of('/bulk')[0]?.body).toEqual({ action: 'end_sessions', ids: [idOf(1), idOf(2)] });
    const result = dialog('End sessions');
    expect(tidy(result)).toContain('1 done 1 refused');
    expect(allByRole(result, 'listitem').map(tidy)).toEqual([
      'leo@example.org This account has a higher role.',
      'maya.haddad@example.org Done',
    ]);
    expect(desk.api.of('/admin/users')).toHaveLength(2);
    allByRole(result, 'button', 'Close')[0]?.click();
    await settle();
    expect(tidy(byRole(page, 'group', 'Selection'))).toContain('Select all shown');
  });

  it('gives several a role, and none that may do more than the administrator', async () => {
    await open();
    desk.api.routes.set('POST /admin/users/bulk', () => success([]));
    choose('Maya Haddad');
    await settle();
    byRole(page, 'button', 'Change role').click();
    await settle();
    const question = dialog('Change the role of 1 user');
    expect(byLabel(question, /^Super administrator/).disabled).toBe(true);
    byLabel(question, /^Support desk/).click();
    await settle();
    byRole(question, 'button', 'Change role').click();
    await desk.api.answer();
    expect(desk.api.of('/bulk')[0]?.body).toEqual({ action: 'change_role', ids: [idOf(1)], role: 'support_desk' });
  });

  it('locks several for a reason', async () => {
    await open();
    desk.api.routes.set('POST /admin/users/bulk', () => success([]));
    byLabel(page, 'Select all shown').click();
    await settle();
    byRole(page, 'button', 'Lock').click();
    await settle();
    const question = dialog('Lock 3 accounts');
    type(byLabel(question, 'Reason'), 'Shared passwords');
    byRole(question, 'button', 'Lock').click();
    await desk.api.answer();
    expect(desk.api.of('/bulk')[0]?.body).toEqual({
      action: 'lock',
      ids: [idOf(1), idOf(2), idOf(3)],
      reason: 'Shared passwords',
      durationMinutes: 60,
    });
  });

  it('invites somebody, and says what is wrong with an address that is none', async () => {
    await open();
    desk.api.routes.set('POST /admin/invitations', () => success(null));
    byRole(page, 'button', 'Invite').click();
    await settle();
    const question = dialog('Invite somebody');
    type(byLabel(question, 'Email'), 'nobody');
    byRole(question, 'button', 'Send invitation').click();
    await settle();
    expect(tidy(question)).toContain('This is not an email address.');
    type(byLabel(question, 'Email'), 'new@example.org');
    await settle();
    byRole(question, 'button', 'Send invitation').click();
    await desk.api.answer();
    expect(desk.api.of('/invitations')[0]?.body).toEqual({ email: 'new@example.org', role: 'user', locale: 'en' });
  });

  it('offers nothing to those who may only look', async () => {
    await open('', { role: 'user' });
    expect(allByRole(page, 'checkbox')).toHaveLength(0);
    expect(allByRole(page, 'button', 'Invite')).toHaveLength(0);
  });

  it('remembers which columns are shown', async () => {
    await open();
    byRole(page, 'button', 'Columns').click();
    await settle();
    byLabel(document.body, 'Role').click();
    await settle();
    byLabel(document.body, 'Created').click();
    await settle();
    const names = allByRole(byRole(page, 'table', 'Users'), 'columnheader').map(tidy);
    expect(names).toEqual(['Selected', 'Name', 'State', 'Second factor', 'Sessions', 'Last seen', 'Created']);
  });

  it('says that nobody matches, and what went wrong when that is not known', async () => {
    await open();
    people = [];
    await TestBed.inject(Router).navigateByUrl('/page?search=zzz');
    await desk.api.answer();
    expect(tidy(page)).toContain('Nobody matches these filters');
    desk.api.failing.set('/admin/users', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await TestBed.inject(Router).navigateByUrl('/page?search=yyy');
    await desk.api.answer();
    expect(tidy(page)).toContain('The users could not be loaded');
  });
});
