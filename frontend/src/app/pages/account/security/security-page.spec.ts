import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import {
  authenticatorOf,
  deviceOf,
  factorsOf,
  idOf,
  openAccount,
  signInOf,
} from '../../../shared/account/account.test-support';
import SecurityPage from './security-page';

const region = (page: HTMLElement, name: string) =>
  page.querySelector<HTMLElement>(`section[aria-labelledby="panel-${name}"]`) ?? page;
const toasts = () =>
  TestBed.inject(ToastService)
    .toasts()
    .map(({ message }) => message);

const phone = authenticatorOf(1);
const passkey = authenticatorOf(2, { kind: 'passkey', name: 'MacBook', synced: true });
const mine = signInOf(1, { factor: 'totp' });
const theirs = signInOf(2, { device: deviceOf('Edge 140 · Windows'), ipAddress: '198.51.100.7', country: 'NL' });
const failed = signInOf(3, { outcome: 'failed', reason: 'wrong_password', device: deviceOf('curl 8.9') });

async function open(options: Parameters<typeof openAccount>[1] = {}, factors = factorsOf()) {
  const account = await openAccount(SecurityPage, options);
  account.api.answers.set('GET /account/second-factor', () => factors);
  account.api.answers.set('GET /account/sign-ins', () => [mine, theirs, failed]);
  await account.api.answer();
  return account;
}

describe('the password', () => {
  async function change(page: HTMLElement, current: string, fresh: string): Promise<void> {
    type(byLabel(page, 'Current password'), current);
    type(byLabel(page, 'New password'), fresh);
    await settle();
    submit(region(page, 'password'));
  }

  it('is changed with the current one, and the fields are empty again', async () => {
    const { page, api, auth } = await open();
    await change(page, 'old secret', 'three quiet rivers');
    await api.answer();
    expect(api.sent('POST /account/password')).toEqual([
      { currentPassword: 'old secret', newPassword: 'three quiet rivers' },
    ]);
    expect(toasts()).toEqual(['Your password was changed. Every other session has ended.']);
    expect(byLabel(page, 'Current password').value).toBe('');
    expect(byLabel(page, 'New password').value).toBe('');
    expect(textOf(region(page, 'password'))).not.toContain('Please fill this in.');
    expect(auth.refresh).toHaveBeenCalled();
  });

  it('says which of the two was refused, until it is typed anew', async () => {
    const { page, api } = await open();
    api.refusals.set('POST /account/password', { status: 403, code: 'INVALID_CREDENTIALS' });
    await change(page, 'wrong', 'three quiet rivers');
    await api.answer();
    expect(textOf(region(page, 'password'))).toContain('The current password is not right.');
    expect(byLabel(page, 'New password').value).toBe('three quiet rivers');
    type(byLabel(page, 'Current password'), 'right');
    await settle();
    expect(textOf(region(page, 'password'))).not.toContain('is not right');
    api.refusals.set('POST /account/password', { status: 422, code: 'WEAK_PASSWORD' });
    submit(region(page, 'password'));
    await api.answer();
    expect(textOf(region(page, 'password'))).toContain('too easy to guess');
    expect(toasts()).toEqual([]);
  });

  it('is not sent where it is too short', async () => {
    const { page, api } = await open();
    await change(page, 'old secret', 'short');
    await api.answer();
    expect(api.sent('POST /account/password')).toEqual([]);
    expect(textOf(region(page, 'password'))).toContain('at least 8 characters');
    expect(document.activeElement).toBe(byLabel(page, 'New password'));
  });

  it('is set without a current one by those who have none', async () => {
    const { page, api } = await open({ user: { hasPassword: false } });
    expect(() => byLabel(page, 'Current password')).toThrow();
    type(byLabel(page, 'New password'), 'three quiet rivers');
    submit(region(page, 'password'));
    await api.answer();
    expect(api.sent('POST /account/password')).toEqual([{ currentPassword: null, newPassword: 'three quiet rivers' }]);
  });
});

describe('the second factors', () => {
  it('are shown with their kind, and how many backup codes are left', async () => {
    const { page } = await open({}, factorsOf({ authenticators: [phone, passkey], backupCodesLeft: 2 }));
    const text = textOf(region(page, 'factors'));
    expect(text).toMatch(/On.*My phone\s+App.*MacBook\s+Passkey.*Synced/s);
    expect(text).toMatch(/2 codes are left.*Few are left/s);
  });

  it('are asked for where there are none', async () => {
    const none = factorsOf({ enabled: false, authenticators: [], backupCodesLeft: 0, backupCodesMadeAt: null });
    const { page } = await open({ user: { secondFactor: { enabled: false, required: false, advised: true } } }, none);
    expect(textOf(region(page, 'factors'))).toMatch(/Off.*a password alone opens it/s);
    expect(allByRole(page, 'button', 'Make new codes')).toHaveLength(0);
  });

  it('cannot lose the last one where the role demands one, and say why', async () => {
    const { page } = await open({}, factorsOf({ required: true }));
    const remove = byRole(page, 'button', 'Remove My phone') as HTMLButtonElement;
    expect(remove.disabled).toBe(true);
    const note = document.getElementById(remove.getAttribute('aria-describedby') ?? '');
    expect(textOf(note)).toContain('Your role needs a second factor');
  });

  it('can lose one of two where the role demands one', async () => {
    const { page } = await open({}, factorsOf({ required: true, authenticators: [phone, passkey] }));
    expect((byRole(page, 'button', 'Remove My phone') as HTMLButtonElement).disabled).toBe(false);
  });

  it('are removed after it was said what that does', async () => {
    const { page, api } = await open();
    byRole(page, 'button', 'Remove My phone').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Remove My phone?');
    expect(textOf(dialog)).toContain('from then on a password alone opens your account');
    byRole(dialog, 'button', 'Remove').click();
    await api.answer();
    expect(api.sent(`DELETE /account/second-factor/authenticators/${idOf(1)}`)).toHaveLength(1);
    expect(toasts()).toEqual(['My phone was removed.']);
  });

  it('are renamed, but not to nothing', async () => {
    const { page, api } = await open();
    byRole(page, 'button', 'Rename My phone').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Rename');
    expect(byLabel(dialog, 'Name').value).toBe('My phone');
    type(byLabel(dialog, 'Name'), '  ');
    submit(dialog);
    await settle();
    expect(textOf(dialog)).toContain('Please fill this in.');
    type(byLabel(dialog, 'Name'), 'Work phone ');
    submit(dialog);
    await api.answer();
    expect(api.sent(`PATCH /account/second-factor/authenticators/${idOf(1)}`)).toEqual([{ name: 'Work phone' }]);
  });

  it('get new backup codes, shown once, after it was said that the old ones are void', async () => {
    const { page, api } = await open();
    api.answers.set('POST /account/second-factor/backup-codes', () => ({ codes: ['abcde-fghjk', 'mnpqr-stuvw'] }));
    byRole(page, 'button', 'Make new codes').click();
    await settle();
    const question = byRole(document.body, 'dialog', 'Make new backup codes?');
    expect(textOf(question)).toContain('The old codes are void at once.');
    byRole(question, 'button', 'Make new codes').click();
    await api.answer();
    const codes = byRole(document.body, 'dialog', 'Your new backup codes');
    expect(textOf(codes)).toContain('abcde-fghjk');
    expect(byRole(codes, 'link', 'Download').getAttribute('href')).toContain('mnpqr-stuvw');
    byRole(codes, 'button', 'I have kept them in a safe place').click();
    await settle();
    expect(textOf(document.body)).not.toContain('abcde-fghjk');
  });

  it('are added in a dialog, which says the name and shows the key for the app', async () => {
    const { page, api } = await open();
    api.answers.set('POST /account/second-factor/totp', () => ({
      enrolment: 'e'.repeat(30),
      secret: 'JBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/Classy%20Book:maya?secret=JBSWY3DPEHPK3PXP',
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
    }));
    byRole(page, 'button', 'Add an app').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Add an app');
    submit(dialog);
    await api.answer();
    expect(textOf(dialog).replaceAll(/\s/g, '')).toContain('JBSWY3DPEHPK3PXP');
  });
});

describe('the recent sign-ins', () => {
  it('say how each went, with what, and from where', async () => {
    const { page } = await open();
    const text = textOf(region(page, 'sign-ins')).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/Firefox 150 · Linux Succeeded .*Password and app code/);
    expect(text).toMatch(/Edge 140 · Windows Succeeded 198\.51\.100\.7 Netherlands/);
    expect(text).toMatch(/curl 8\.9 Failed .*Wrong password/);
    expect(allByRole(page, 'button', /^This was not me/)).toHaveLength(2);
  });

  it('say something also about what this page does not know yet', async () => {
    const account = await openAccount(SecurityPage);
    const strange = signInOf(1, { outcome: 'failed', reason: 'moon_phase', method: 'telepathy', factor: 'dna' });
    account.api.answers.set('GET /account/sign-ins', () => [strange]);
    account.api.answers.set('GET /account/second-factor', () => factorsOf());
    await account.api.answer();
    expect(textOf(account.page).replaceAll(/\s+/g, ' ')).toContain('Another way and second factor Another reason');
  });

  it('lead from “this was not me” to the end of the other sessions and to a new password', async () => {
    const { page, api } = await open();
    api.answers.set('POST /account/sessions/end-others', () => ({ ended: 1 }));
    byRole(page, 'button', /^This was not me.*198\.51\.100\.7/).click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Was somebody else in your account?');
    expect(textOf(dialog)).toContain('Edge 140 · Windows');
    expect(api.sent('POST /account/sessions/end-others')).toHaveLength(0);
    byRole(dialog, 'button', 'End the other sessions').click();
    await api.answer();
    expect(api.sent('POST /account/sessions/end-others')).toHaveLength(1);
    expect(textOf(region(page, 'password'))).toContain('Set a new password now');
    expect(document.activeElement).toBe(byLabel(page, 'Current password'));

    type(byLabel(page, 'Current password'), 'old secret');
    type(byLabel(page, 'New password'), 'three quiet rivers');
    submit(region(page, 'password'));
    await api.answer();
    expect(textOf(region(page, 'password'))).not.toContain('Set a new password now');
  });

  it('show the first few, and the rest on demand', async () => {
    const account = await openAccount(SecurityPage);
    account.api.answers.set('GET /account/second-factor', () => factorsOf());
    account.api.answers.set('GET /account/sign-ins', () => Array.from({ length: 20 }, (_, number) => signInOf(number)));
    await account.api.answer();
    const rows = () => allByRole(account.page, 'button', /^This was not me/).length;
    expect(rows()).toBeLessThan(20);
    byRole(account.page, 'button', 'Show all').click();
    await settle();
    expect(rows()).toBe(20);
    expect(allByRole(account.page, 'button', 'Show all')).toHaveLength(0);
  });
});
