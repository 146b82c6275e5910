import type { ComponentFixture } from '@angular/core/testing';
import { render, settle, setUpApp } from '../../../core/testing/app-testing';
import { byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { SignInForm } from './sign-in-form';
import type { SignInNotice } from './sign-in-notice';

describe('the sign-in card', () => {
  let fixture: ComponentFixture<SignInForm>;
  let page: HTMLElement;
  const submitted = vi.fn();

  beforeEach(async () => {
    submitted.mockReset();
    await setUpApp();
    ({ fixture, page } = await render(SignInForm));
    fixture.componentInstance.submitted.subscribe(submitted);
  });

  const email = (): HTMLInputElement => byLabel(page, 'Email');
  const password = (): HTMLInputElement => byLabel(page, 'Password');
  const button = (): HTMLButtonElement => byRole(page, 'button', /^(Sign in|Signing in…)$/) as HTMLButtonElement;

  async function send(address: string, secret: string): Promise<void> {
    type(email(), address);
    type(password(), secret);
    submit(page);
    await settle();
  }

  async function show(notice: SignInNotice): Promise<string> {
    fixture.componentRef.setInput('notice', notice);
    await settle();
    return textOf(byRole(page, 'alert')).replace(/\s+/g, ' ').trim();
  }

  it('hands over what was typed, spaces around the address left out, the password untouched', async () => {
    byLabel(page, 'Keep me signed in on this device').click();
    await send(' maya@example.org ', ' with spaces ');
    expect(submitted).toHaveBeenCalledExactlyOnceWith({
      email: 'maya@example.org',
      password: ' with spaces ',
      rememberMe: true,
    });
  });

  it('sends nothing incomplete, says what is missing, and goes to the first such field', async () => {
    submit(page);
    await settle();
    expect(submitted).not.toHaveBeenCalled();
    expect(email().getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById('sign-in-email-note')?.textContent).toMatch(/fill this in/);
    expect(document.activeElement).toBe(email());
    await send('maya@example.org', '');
    expect(document.activeElement).toBe(password());
  });

  it('sends nothing that is no address', async () => {
    await send('maya', 'secret');
    expect(submitted).not.toHaveBeenCalled();
    expect(document.getElementById('sign-in-email-note')?.textContent).toMatch(/not an email address/);
  });

  it('lets password managers fill it in, and lets a password be pasted', () => {
    expect(email().autocomplete).toBe('username');
    expect(password().autocomplete).toBe('current-password');
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    password().dispatchEvent(paste);
    expect(paste.defaultPrevented).toBe(false);
  });

  it('shows the password on demand, and hides it again when it is sent', async () => {
    byRole(page, 'button', 'Show the password').click();
    await settle();
    expect(password().type).toBe('text');
    expect(byRole(page, 'button', 'Hide the password')).toBeTruthy();
    await send('maya@example.org', 'secret');
    expect(password().type).toBe('password');
  });

  it('hints at Caps Lock while it is on', async () => {
    const keyUp = (on: boolean): KeyboardEvent => new KeyboardEvent('keyup', { key: 'A', modifierCapsLock: on });
    password().dispatchEvent(keyUp(true));
    await settle();
    expect(document.getElementById('sign-in-password-note')?.textContent).toMatch(/Caps Lock is on/);
    password().dispatchEvent(keyUp(false));
    await settle();
    expect(document.getElementById('sign-in-password-note')?.textContent).not.toMatch(/Caps Lock/);
  });

  it('is held while a call is under way', async () => {
    fixture.componentRef.setInput('busy', true);
    await settle();
    expect(button().disabled).toBe(true);
    await send('maya@example.org', 'secret');
    expect(submitted).not.toHaveBeenCalled();
  });

  it('counts a lock down and holds the account that was tried, but no other', async () => {
    await send('maya@example.org', 'wrong');
    expect(await show({ kind: 'account-locked', seconds: 754 })).toMatch(/locked after too many failures/);
    expect(textOf(byRole(page, 'timer'))).toMatch(/Try again in.*12:34/s);
    expect(button().disabled).toBe(true);
    type(email(), 'leo@example.org');
    await settle();
    expect(button().disabled).toBe(false);
    type(email(), ' MAYA@example.org');
    await settle();
    expect(button().disabled).toBe(true);
  });

  it('does not have the alert read out anew with every second', async () => {
    const first = await show({ kind: 'account-locked', seconds: 754 });
    expect(await show({ kind: 'account-locked', seconds: 753 })).toBe(first);
    expect(byRole(page, 'timer').getAttribute('aria-live')).toBe('off');
  });

  it('opens again at the end of a lock, and says so', async () => {
    await send('maya@example.org', 'wrong');
    await show({ kind: 'account-locked', seconds: 1 });
    expect(await show({ kind: 'reopened' })).toMatch(/can sign in again/);
    expect(button().disabled).toBe(false);
  });

  it('holds everything while the address is blocked, also where the block has no end', async () => {
    expect(await show({ kind: 'address-blocked', seconds: null })).toMatch(/until an administrator lifts/);
    expect(button().disabled).toBe(true);
    expect(page.querySelector('[role="timer"]')).toBeNull();
  });

  it('gives administrators other advice than learners', async () => {
    expect(await show({ kind: 'account-locked', seconds: 60 })).toMatch(/ask your administrator/);
    fixture.componentRef.setInput('admin', true);
    expect(await show({ kind: 'account-locked', seconds: 60 })).toMatch(/command line/);
  });

  it.each([
    [{ kind: 'refused' }, /not right.*Five failures/],
    [{ kind: 'unreachable' }, /did not answer. Your password was not refused/],
    [{ kind: 'rate-limited', seconds: 3 }, /too fast/],
    [{ kind: 'failed', text: 'Reference: req-1' }, /Reference: req-1/],
    [{ kind: 'session-ended', reason: 'signed_out' }, /You are signed out/],
    [{ kind: 'session-ended', reason: 'expired' }, /session has ended/],
    [{ kind: 'session-ended', reason: 'revoked' }, /administrator has ended/],
    [{ kind: 'session-ended', reason: 'locked' }, /account was locked/],
    [{ kind: 'session-ended', reason: 'role_changed' }, /permissions have changed/],
    [{ kind: 'session-ended', reason: 'token_reused' }, /for your protection.*used twice/],
  ] as const)('says what happened: %j', async (notice, sentence) => {
    expect(await show(notice)).toMatch(sentence);
  });
});
