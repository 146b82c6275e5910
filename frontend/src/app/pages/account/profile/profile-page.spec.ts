import { type DebugElement, getDebugNode } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { FileInfo } from '@classy-book/contracts/files';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { openAccount } from '../../../shared/account/account.test-support';
import type { Upload } from '../../../shared/upload/upload';
import ProfilePage from './profile-page';

const region = (page: HTMLElement, name: string) =>
  page.querySelector<HTMLElement>(`section[aria-labelledby="panel-${name}"]`) ?? page;
/** Has the upload field say that a picture has arrived. */
async function upload(page: HTMLElement, file: object | undefined): Promise<void> {
  const field = page.querySelector('app-upload');
  const element = getDebugNode(field) as DebugElement;
  (element.componentInstance as Upload).uploaded.emit(file as FileInfo);
  await settle();
}
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
    expect(api.sent('PATCH /account/profile')).toEqual([]);
    expect(textOf(page)).toContain('Please fill this in.');
    expect(textOf(page)).toContain('A name cannot contain');
    expect(document.activeElement).toBe(byLabel(page, 'First name'));
  });

  it('shows a picture that was uploaded before it is the person’s own', async () => {
    const { page, api, auth } = await openAccount(ProfilePage);
    const [first, second] = ['a', 'b'].map((digit) => ({
      id: digit.repeat(24),
      url: `/api/v1/files/content/${digit}`,
    }));
    const me = () => ({ ...auth.user(), avatarUrl: '/api/v1/files/content/mine' });
    api.answers.set('PUT /account/avatar', me);
    await upload(page, first);
    expect(byRole(page, 'img', 'Your new picture').querySelector('img')?.getAttribute('src')).toBe(first?.url);
    expect(auth.user()?.avatarUrl).toBeNull();
    byRole(page, 'button', 'Discard').click();
    await api.answer();
    expect(api.sent('POST /files/mine/delete')).toEqual([{ ids: [first?.id] }]);
    expect(api.sent('PUT /account/avatar')).toEqual([]);
    await upload(page, second);
    byRole(page, 'button', 'Use this picture').click();
    await api.answer();
    expect(api.sent('PUT /account/avatar')).toEqual([{ fileId: second?.id }]);
    expect(auth.user()?.avatarUrl).toBe('/api/v1/files/content/mine');
    expect(toasts()).toEqual(['Your picture was saved.']);
    expect(byRole(page, 'button', 'Choose another picture')).toBeTruthy();
  });

  it('keeps the offered picture where it could not be saved', async () => {
    const { page, api, auth } = await openAccount(ProfilePage);
    api.refusals.set('PUT /account/avatar', { status: 404, code: 'NOT_FOUND' });
    await upload(page, { id: 'a'.repeat(24), url: '/a' });
    byRole(page, 'button', 'Use this picture').click();
    await api.answer();
    expect(auth.user()?.avatarUrl).toBeNull();
    expect(byRole(page, 'button', 'Use this picture')).toBeTruthy();
  });

  it('removes the picture', async () => {
    const { page, api, auth } = await openAccount(ProfilePage, { user: { avatarUrl: '/a' } });
    byRole(page, 'button', 'Remove picture').click();
    await api.answer();
    expect(api.sent('DELETE /account/avatar')).toHaveLength(1);
    expect(auth.user()?.avatarUrl).toBeNull();
    expect(allByRole(page, 'button', 'Remove picture')).toEqual([]);
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
    expect(api.sent('POST /account/email')).toEqual([]);
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
    expect(api.sent('POST /account/deactivate')).toEqual([]);
    expect(textOf(dialog)).toContain('This is not the email address of this account.');
    type(byLabel(dialog, 'Type maya.haddad@example.org to confirm'), 'Maya.Haddad@example.org ');
    submit(dialog);
    await api.answer();
    expect(api.sent('POST /account/deactivate')).toEqual([{ email: 'maya.haddad@example.org' }]);
    expect(auth.ended).toHaveBeenCalledExactlyOnceWith('signed_out');
  });
});
