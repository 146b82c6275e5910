import { Component, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { render, settle, setUpApp } from '../../../core/testing/app-testing';
import { byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { PasswordField } from './password-field';

@Component({
  selector: 'app-host',
  imports: [FormField, PasswordField],
  template: `<app-password-field
    fieldId="secret"
    label="New password"
    autocomplete="new-password"
    hint="At least 8 characters."
    [meter]="true"
    [about]="['Maya', 'maya@example.org']"
    [error]="error()"
    [formField]="form.secret"
  />`,
})
class Host {
  readonly model = signal({ secret: '' });
  readonly form = form(this.model);
  readonly error = signal('');
}

describe('a password field', () => {
  let host: Host;
  let page: HTMLElement;
  const field = () => byLabel(page, 'New password');

  beforeEach(async () => {
    await setUpApp();
    const rendered = await render(Host);
    host = rendered.fixture.componentInstance;
    page = rendered.page;
  });

  it('is bound to its form, and takes what was written there', async () => {
    type(field(), ' with spaces ');
    await settle();
    expect(host.model().secret).toBe(' with spaces ');
    host.model.set({ secret: '' });
    await settle();
    expect(field().value).toBe('');
  });

  it('is touched once it was left', async () => {
    expect(host.form.secret().touched()).toBe(false);
    field().dispatchEvent(new FocusEvent('blur'));
    await settle();
    expect(host.form.secret().touched()).toBe(true);
  });

  it('is shown on demand', async () => {
    expect(field().type).toBe('password');
    byRole(page, 'button', 'Show the password').click();
    await settle();
    expect(field().type).toBe('text');
    byRole(page, 'button', 'Hide the password').click();
    await settle();
    expect(field().type).toBe('password');
  });

  it('lets one paste, and password managers fill it in', () => {
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    field().dispatchEvent(paste);
    expect(paste.defaultPrevented).toBe(false);
    expect(field().autocomplete).toBe('new-password');
  });

  it('hints at Caps Lock in place of its hint, and tells its error', async () => {
    const note = () => document.getElementById('secret-note')?.textContent;
    expect(note()).toContain('At least 8 characters.');
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }));
    await settle();
    expect(note()).toContain('Caps Lock is on.');
    host.error.set('Please fill this in.');
    await settle();
    expect(note()).toContain('Please fill this in.');
    expect(field().getAttribute('aria-invalid')).toBe('true');
  });

  it.each([
    ['password1', /very weak.*lists that attackers start with/],
    ['maya@example.org', /weak\..*name or your email/],
    ['thimble rocket yonder basalt', /strong\./],
  ])('says how hard %s is to guess', async (password, sentence) => {
    type(field(), password);
    await vi.waitFor(() => {
      expect(textOf(page).replace(/\s+/g, ' ')).toMatch(sentence);
    }, 5_000);
  });
});
