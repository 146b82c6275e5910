import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { openAccount } from '../../../shared/account/account.test-support';
import ProfilePage from './profile-page';

const region = (page: HTMLElement, name: string) =>
  page.querySelector<HTMLElement>(`section[aria-labelledby="panel-${name}"]`) ?? page;
const toasts = () =>
  TestBed.inject(ToastService)
    .toasts()
    .map(({ message }) => message);

describe('the profile', () => {
  it('saves the name as it will be shown', async () => {
    const { page, api, auth } = await openAccount(ProfilePage);
    const save = byRole(page, 'button', 'Save') as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    type(byLabel(page, 'First name'), '  Maryam   Noor ');
    await settle();
    submit(region(page, 'name'));
    await api.answer();
    expect(api.sent('PATCH /account/profile')).toEqual([{ firstName: 'Maryam Noor', lastName: 'Haddad' }]);
    expect(auth.user()?.firstName).toBe('Maryam Noor');
    expect(toasts()).toEqual(['Your name was saved.']);
  });

  it('sends no name that is empty or that could mislead', async () => {
    const { page, api } = await openAccount(ProfilePage);
    type(byLabel(page, 'First name'), ' ');
    type(byLabel(page, 'Last name'), 'gro\u202e.live');
    await settle();
    submit(region(page, 'name'));
    await api.answer();
    expect(api.asked).toEqual([]);
    expect(textOf(page)).toContain('Please fill this in.');
    expect(textOf(page)).toContain('A name cannot contain');
    expect(document.activeElement).toBe(byLabel(page, 'First name'));
  });

  it('mails a link to a new address and says what it takes', async () => {
    const { page, api, auth } = await openAccount(ProfilePage);
    byRole(page, 'button', 'Change address').click();
    await settle();
    expect(document.activeElement).toBe(byLabel(page, 'New email address'));
    expect(textOf(page)).toMatch(/Both addresses are told.*taken back for 7 days/s);
    type(byLabel(page, 'New email address'), 'New@Example.org');
    submit(region(page, 'email'));
    await api.answer();
    expect(api.sent('POST /account/email')).toEqual([{ email: 'new@example.org' }]);
    expect(textOf(page)).toContain('A link is on its way to new@example.org');
    expect(auth.user()?.email).toBe('maya.haddad@example.org');
    expect(allByRole(page, 'textbox', 'New email address')).toHaveLength(0);
  });

  it('refuses the address of now and what is none, before asking the server', async () => {
    const { page, api } = await openAccount(ProfilePage);
    byRole(page, 'button', 'Change address').click();
    await settle();
    for (const [typed, said] of [
      ['maya.haddad@EXAMPLE.org', 'your email address already'],
      ['maya', 'not an email address'],
    ] as const) {
      type(byLabel(page, 'New email address'), typed);
      submit(region(page, 'email'));
      await api.answer();
      expect(textOf(page)).toContain(said);
    }
    expect(api.asked).toEqual([]);
  });

  it('sends the link of an unconfirmed address again', async () => {
    const { page, api } = await openAccount(ProfilePage, { user: { emailVerified: false } });
    expect(textOf(page)).toContain('Not confirmed');
    byRole(page, 'button', 'Send the link again').click();
    await api.answer();
    expect(api.sent('POST /auth/email/resend')).toEqual([{ email: 'maya.haddad@example.org', locale: 'en' }]);
  });

  it('deactivates only after the email was typed out', async () => {
    const { page, api, auth } = await openAccount(ProfilePage);
    byRole(page, 'button', 'Deactivate…').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Deactivate your account?');
    expect(textOf(dialog)).toContain('Every session ends at once');
    type(byLabel(dialog, 'Type maya.haddad@example.org to confirm'), 'maya@example.org');
    submit(dialog);
    await api.answer();
    expect(api.asked).toEqual([]);
    expect(textOf(dialog)).toContain('This is not the email address of this account.');
    type(byLabel(dialog, 'Type maya.haddad@example.org to confirm'), 'Maya.Haddad@example.org ');
    submit(dialog);
    await api.answer();
    expect(api.sent('POST /account/deactivate')).toEqual([{ email: 'maya.haddad@example.org' }]);
    expect(auth.ended).toHaveBeenCalledExactlyOnceWith('signed_out');
  });
});
