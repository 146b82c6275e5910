import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { UserDetail } from '@classy-book/contracts/users';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { attemptOf, idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { detailOf, pageOf, rolesOf, sessionOf } from '../../../shared/people/people.test-support';
import UserPage from './user-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();
const ID = idOf(1);
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('the page of a user', () => {
  let desk: Desk;
  let page: HTMLElement;
  let user: UserDetail;

  async function open(query = '', different: Partial<UserDetail> = {}): Promise<void> {
    desk = await setUpDesk({ page: UserPage, path: 'page/:id' });
    user = detailOf(different);
    const at = (path: string) => `${path.split(' ')[0] ?? ''} /admin/users/${ID}${path.split(' ')[1] ?? ''}`;
    desk.api.routes.set(at('GET '), () => success(user));
    desk.api.routes.set(at('GET /sessions'), () => success([sessionOf()]));
    desk.api.routes.set(`GET /admin/files/quotas/${ID}`, () =>
      success({ files: 12, bytes: 340 * 1_024 ** 2, quota: 5 * 1_024 ** 3, own: true }),
    );
    desk.api.routes.set('GET /admin/roles', () => success(rolesOf()));
    ({ page } = await openPage(desk, `/${ID}${query}`));
  }

  const dialog = (name: string | RegExp) => byRole(document.body, 'dialog', name);
  const sent = (path: string) => desk.api.of(`/${ID}${path}`).filter(({ method }) => method !== 'GET');
  const messages = () =>
    TestBed.inject(ToastService)
      .toasts()
      .map(({ message }) => message);
  const region = (name: string) => byRole(page, 'region', name);

  it('says who it is and how the account stands', async () => {
    await open('', { states: ['locked'], lockedUntil: soon(5), mustChangePassword: true });
    expect(tidy(byRole(page, 'heading', 'Maya Haddad'))).toBe('Maya Haddad');
    expect(tidy(page)).toContain('maya.haddad@example.org Learner Locked');
    expect(tidy(page)).toContain('Must be changed');
  });

  it('offers what the server allows, and nothing else', async () => {
    await open('', { may: ['end_sessions'] });
    const names = allByRole(page, 'button').map(tidy);
    expect(names).toEqual(['End sessions', 'Set quota']);
  });

  it('says how much the person has stored, and leads there and to the quota', async () => {
    await open();
    expect(tidy(region('Files'))).toContain('340 MB of 5 GB 4.7 GB left 12 files · own quota');
    expect(byRole(region('Files'), 'link', 'Show the files').getAttribute('href')).toBe(`/admin/files?ownerId=${ID}`);
    byRole(region('Files'), 'button', 'Set quota').click();
    await desk.api.answer();
    const question = dialog('How much Maya Haddad may store');
    byLabel(question, /^The usual one/).click();
    await settle();
    byRole(question, 'button', 'Set quota').click();
    await desk.api.answer();
    expect(desk.api.of(`/quotas/${ID}`).find(({ method }) => method === 'PUT')?.body).toEqual({ megabytes: null });
    expect(messages()).toEqual(['The quota of Maya Haddad was set.']);
  });

  it('removes a picture that must not be seen, after saying what that means', async () => {
    await open('', { avatarUrl: '/api/v1/files/content/face' });
    expect(page.querySelector('app-user-head img')?.getAttribute('src')).toBe('/api/v1/files/content/face');
    desk.api.routes.set(`DELETE /admin/users/${ID}/avatar`, () => success(null));
    byRole(page, 'button', 'Remove picture').click();
    await settle();
    const question = dialog('Remove the picture of maya.haddad@example.org?');
    expect(tidy(question)).toContain('the file is deleted for good');
    user = detailOf();
    byRole(question, 'button', 'Remove picture').click();
    await desk.api.answer();
    expect(sent('/avatar')).toHaveLength(1);
    expect(messages()).toEqual(['The picture of maya.haddad@example.org is removed']);
    expect(allByRole(page, 'button', 'Remove picture')).toEqual([]);
  });

  it('saves a name that was corrected, and nothing before that', async () => {
    await open();
    desk.api.routes.set(`PATCH /admin/users/${ID}`, () => success(user));
    const save = byRole(page, 'button', 'Save names') as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    type(byLabel(page, 'First name'), '');
    await settle();
    save.click();
    await settle();
    expect(tidy(region('Profile'))).toContain('This is needed.');
    type(byLabel(page, 'First name'), 'Maia');
    await settle();
    save.click();
    await desk.api.answer();
    expect(sent('').map(({ body }) => body)).toEqual([{ firstName: 'Maia', lastName: 'Haddad' }]);
  });

  it('changes the role and says that the sessions end', async () => {
    await open();
    byRole(page, 'button', 'Change role').click();
    await settle();
    const question = dialog('Change the role of maya.haddad@example.org');
    expect(tidy(question)).toContain('Their sessions end');
    expect((byRole(question, 'button', 'Change role') as HTMLButtonElement).disabled).toBe(true);
    byLabel(question, /^Support desk/).click();
    await settle();
    byRole(question, 'button', 'Change role').click();
    await desk.api.answer();
    expect(sent('/role')[0]?.body).toEqual({ role: 'support_desk' });
    expect(messages()).toEqual(['maya.haddad@example.org now has the role Support desk']);
  });

  it('locks for a reason and can undo it', async () => {
    await open();
    byRole(page, 'button', 'Lock account').click();
    await settle();
    type(byLabel(dialog('Lock this account'), 'Reason'), 'Shared the password');
    byRole(dialog('Lock this account'), 'button', 'Lock').click();
    await desk.api.answer();
    expect(sent('/lock')[0]?.body).toEqual({ reason: 'Shared the password', durationMinutes: 60 });
    TestBed.inject(ToastService).toasts()[0]?.action?.run();
    await desk.api.answer();
    expect(sent('/unlock')[0]?.body).toEqual({ kind: 'manual' });
  });

  it('shows every lock with its end, and lifts one or all of them', async () => {
    await open('?tab=security', {
      states: ['locked'],
      lockedUntil: soon(30),
      locks: [
        { kind: 'manual', reason: 'Shared the password', lockedUntil: soon(30), failures: null },
        { kind: 'second_factor', reason: '5 wrong codes', lockedUntil: soon(10), failures: 5 },
        { kind: 'device', reason: 'over', lockedUntil: soon(-1), failures: 5 },
      ],
    });
    const locks = allByRole(region('Locks'), 'listitem').map(tidy);
    expect(locks).toHaveLength(2);
    expect(locks[0]).toMatch(/Locked by an administrator .* Shared the password Ends in (30:00|29:\d\d) Unlock/);
    byRole(page, 'button', 'Unlock: Second factor locked').click();
    await desk.api.answer();
    byRole(page, 'button', 'Unlock all').click();
    await desk.api.answer();
    expect(sent('/unlock').map(({ body }) => body)).toEqual([{ kind: 'second_factor' }, {}]);
  });

  it('resets the second factors for a reason, after saying what that means', async () => {
    await open('?tab=security', {
      secondFactor: true,
      backupCodesLeft: 3,
      authenticators: [
        { id: idOf(7), kind: 'totp', name: 'Phone', createdAt: '2026-11-01T00:00:00Z', lastUsedAt: null, synced: null },
      ],
      identities: [{ provider: 'Google', email: 'maya@gmail.example', linkedAt: '2026-11-01T00:00:00Z' }],
    });
    const factors = tidy(region('Second factors and identities'));
    for (const text of ['Phone', 'Authenticator app', '3 left', 'Google', 'maya@gmail.example']) {
      expect(factors).toContain(text);
    }
    byRole(page, 'button', 'Reset second factors').click();
    await settle();
    const question = dialog(/^Reset the second factors/);
    expect(tidy(question)).toContain('its sessions end');
    byRole(question, 'button', 'Reset factors').click();
    await settle();
    expect(tidy(question)).toContain('This is needed.');
    type(byLabel(question, 'Reason'), 'Lost the phone');
    byRole(question, 'button', 'Reset factors').click();
    await desk.api.answer();
    expect(sent('/reset-factors')[0]?.body).toEqual({ reason: 'Lost the phone' });
  });

  it('ends one session, and looks again', async () => {
    await open('?tab=sessions');
    desk.api.routes.set(`DELETE /admin/users/${ID}/sessions/${idOf(31)}`, () => success(null));
    byRole(page, 'button', 'End the session on Firefox 150 · Linux').click();
    await settle();
    byRole(dialog('End this session?'), 'button', 'End session').click();
    desk.api.routes.set(`GET /admin/users/${ID}/sessions`, () => success([]));
    await desk.api.answer();
    expect(tidy(region('Sessions'))).toContain('Not signed in anywhere.');
    expect(messages()).toEqual(['The session of maya.haddad@example.org is over']);
  });

  it('goes back to the list after a deletion', async () => {
    await open();
    desk.api.routes.set(`DELETE /admin/users/${ID}`, () => success(null));
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    byRole(page, 'button', 'Delete').click();
    await settle();
    type(byLabel(dialog(/^Delete/), 'Reason'), 'Left the school');
    byRole(dialog(/^Delete/), 'button', 'Delete').click();
    await desk.api.answer();
    expect(sent('')[0]).toMatchObject({ method: 'DELETE', body: { reason: 'Left the school' } });
    expect(navigate).toHaveBeenCalledWith('/admin/users');
  });

  it('lists the attempts on the account', async () => {
    desk = await setUpDesk({ page: UserPage, path: 'page/:id' });
    desk.api.attempts = [attemptOf({ id: idOf(9) }), attemptOf({ id: idOf(8), outcome: 'succeeded', reason: null })];
    desk.api.routes.set(`GET /admin/users/${ID}`, () => success(detailOf()));
    ({ page } = await openPage(desk, `/${ID}?tab=sign-ins`));
    expect(desk.api.of('/login-attempts')[0]?.params.get('email')).toBe('maya.haddad@example.org');
    expect(allByRole(byRole(page, 'table'), 'row')).toHaveLength(3);
  });

  it('tells what was done by them and to them, in words', async () => {
    await open('?tab=audit');
    const entry = (id: number, action: string, details: object) => ({
      id: idOf(id),
      timestamp: '2026-11-20T09:00:00Z',
      action,
      actor: id === 2 ? 'system' : 'nada@example.org',
      resourceType: 'account',
      resourceId: 'maya.haddad@example.org',
      ipAddress: null,
      details,
    });
    desk.api.routes.set(`GET /admin/users/${ID}/activity`, ({ params }) =>
      params.get('view') === 'about' && params.get('cursor') === null
        ? pageOf([entry(3, 'account.administered', { change: 'role_changed', role: 'admin' })], idOf(3))
        : pageOf([entry(2, 'account.locked', {}), entry(1, 'something.new', {})]),
    );
    byLabel(page, 'Done to this account').click();
    await desk.api.answer();
    expect(tidy(page)).toContain('Role changed nada@example.org');
    byRole(page, 'button', 'Load more').click();
    await desk.api.answer();
    const entries = allByRole(page, 'listitem').map(tidy);
    expect(entries[0]).toContain('role admin');
    expect(entries[1]).toContain('Account locked The rules');
    expect(entries[2]).toContain('something.new');
  });

  it('says what a refusal was about', async () => {
    await open('', { states: ['locked'], locks: [] });
    desk.api.failing.set('/unlock', { status: 403, body: failure('PROTECTED_ACCOUNT') });
    byRole(page, 'button', 'Unlock account').click();
    await desk.api.answer();
    expect(TestBed.inject(ToastService).toasts()[0]?.kind).toBe('danger');
  });

  it('says that nobody of that kind exists', async () => {
    desk = await setUpDesk({ page: UserPage, path: 'page/:id' });
    desk.api.failing.set(`/admin/users/${ID}`, { status: 404, body: failure('ACCOUNT_NOT_FOUND') });
    ({ page } = await openPage(desk, `/${ID}`));
    expect(tidy(page)).toContain('There is no such user');
    expect(byRole(page, 'link', 'To all users').getAttribute('href')).toBe('/admin/users');
  });
});
