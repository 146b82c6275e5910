import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { minutesFromNow, openAccount } from '../../../shared/account/account.test-support';
import DataPage from './data-page';

describe('taking one’s data along', () => {
  const saved: Blob[] = [];

  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = (file: Blob) => `blob:${String(saved.push(file))}`;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  });

  it('saves a file with what the server has', async () => {
    const { page, api } = await openAccount(DataPage);
    api.answers.set('GET /account/export', () => ({ account: { email: 'maya.haddad@example.org' } }));
    byRole(page, 'button', 'Download').click();
    await settle();
    expect((byRole(page, 'button', 'Collecting your data…') as HTMLButtonElement).disabled).toBe(true);
    await api.answer();
    expect(saved).toHaveLength(1);
    expect(JSON.parse((await saved[0]?.text()) ?? '')).toEqual({ account: { email: 'maya.haddad@example.org' } });
    expect(byRole(page, 'button', 'Download')).toBeTruthy();
  });

  it('saves nothing where it was refused, and says why', async () => {
    const { page, api } = await openAccount(DataPage);
    api.refusals.set('GET /account/export', { status: 429, code: 'RATE_LIMITED' });
    byRole(page, 'button', 'Download').click();
    await api.answer();
    expect(saved).toEqual([]);
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toContain('too fast');
    expect(byRole(page, 'button', 'Download')).toBeTruthy();
  });
});

describe('deleting the account', () => {
  it('takes the email typed out, and says when the account goes', async () => {
    const { page, api, auth } = await openAccount(DataPage);
    const deleteAfter = minutesFromNow(20_000);
    api.answers.set('POST /account/delete', () => ({ deleteAfter }));
    byRole(page, 'button', 'Delete my account…').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Delete your account?');
    expect(textOf(dialog)).toContain('Until then you can sign in and take it back.');
    type(byLabel(dialog, 'Type maya.haddad@example.org to confirm'), 'maya.haddad@example.org');
    submit(dialog);
    await api.answer();
    expect(api.sent('POST /account/delete')).toEqual([{ email: 'maya.haddad@example.org' }]);
    expect(auth.user()?.deleteAfter).toBe(deleteAfter);
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toMatch(/^Your account will be deleted on \d/);
    expect(allByRole(page, 'button', 'Delete my account…')).toHaveLength(0);
  });

  it('does nothing where the person thinks better of it', async () => {
    const { page, api } = await openAccount(DataPage);
    byRole(page, 'button', 'Delete my account…').click();
    await settle();
    byRole(document.body, 'button', 'Cancel').click();
    await api.answer();
    expect(api.asked).toEqual([]);
  });
});
