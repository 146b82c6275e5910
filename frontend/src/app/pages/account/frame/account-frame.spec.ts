import { settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, nameOf, textOf } from '../../../core/testing/by-role';
import { minutesFromNow, openAccount } from '../../../shared/account/account.test-support';
import AccountFrame from './account-frame';

const pathsOf = (page: HTMLElement) =>
  allByRole(byRole(page, 'navigation', 'Account pages'), 'link').map((link) => link.getAttribute('href'));

describe('the frame of the account', () => {
  it('leads to every page of the account, and to the desk those who may enter it', async () => {
    const { page } = await openAccount(AccountFrame, { role: 'admin' });
    expect(pathsOf(page)).toEqual([
      '/account',
      '/account/security',
      '/account/sessions',
      '/account/identities',
      '/account/api-keys',
      '/account/preferences',
      '/account/files',
      '/account/data',
    ]);
    expect(byRole(page, 'link', 'Open the security desk').getAttribute('href')).toBe('/admin');
  });

  it('offers API keys only to those who hold something that a key can carry', async () => {
    const { page, auth } = await openAccount(AccountFrame);
    expect(pathsOf(page)).not.toContain('/account/api-keys');
    expect(allByRole(page, 'link', 'Open the security desk')).toHaveLength(0);
    auth.user.update((user) => user && { ...user, permissions: ['account:self', 'monitoring:read'] });
    await settle();
    expect(pathsOf(page)).toContain('/account/api-keys');
  });

  it('says who is signed in, in either language', async () => {
    const { page } = await openAccount(AccountFrame, { locale: 'ar' });
    expect(textOf(page)).toContain('maya.haddad@example.org');
    expect(allByRole(page, 'link').map(nameOf)).toContain('الجلسات');
  });

  it('says when the account goes, and takes that back', async () => {
    const { page, api, auth } = await openAccount(AccountFrame, { user: { deleteAfter: minutesFromNow(20_000) } });
    expect(textOf(page)).toMatch(/Your account will be deleted on \d/);
    byRole(page, 'button', 'Keep my account').click();
    await api.answer();
    expect(api.sent('POST /account/delete/cancel')).toHaveLength(1);
    expect(auth.user()?.deleteAfter).toBeNull();
    expect(textOf(page)).not.toContain('will be deleted');
  });

  it('keeps saying so where taking it back was refused', async () => {
    const { page, api } = await openAccount(AccountFrame, { user: { deleteAfter: minutesFromNow(20_000) } });
    api.refusals.set('POST /account/delete/cancel', { status: 503, code: 'SERVICE_UNAVAILABLE' });
    byRole(page, 'button', 'Keep my account').click();
    await api.answer();
    expect(textOf(page)).toContain('will be deleted');
    expect((byRole(page, 'button', 'Keep my account') as HTMLButtonElement).disabled).toBe(false);
  });
});
