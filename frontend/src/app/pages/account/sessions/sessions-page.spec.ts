import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { deviceOf, idOf, openAccount, sessionOf } from '../../../shared/account/account.test-support';
import SessionsPage from './sessions-page';

const here = sessionOf(1, { current: true, device: deviceOf('Chrome 146 · Windows') });
const phone = sessionOf(2, { device: deviceOf('Safari 20 · iPhone'), country: 'NL' });
const library = sessionOf(3, { device: deviceOf('Edge 140 · Windows'), country: null });

async function open(sessions = [here, phone, library]) {
  const account = await openAccount(SessionsPage);
  account.api.answers.set('GET /account/sessions', () => sessions);
  return account;
}

describe('the sessions', () => {
  it('are shown with device, address and country, this one marked', async () => {
    const { page, api } = await open();
    expect(page.querySelector('[aria-busy="true"]')).not.toBeNull();
    await api.answer();
    expect(page.querySelector('[aria-busy="true"]')).toBeNull();
    expect(textOf(page)).toMatch(/This session.*Chrome 146 · Windows.*This one.*Other sessions.*iPhone.*Netherlands/s);
    expect(allByRole(page, 'button', /^End the session of/)).toHaveLength(2);
  });

  it('say in the reader’s language where a session is', async () => {
    const account = await openAccount(SessionsPage, { locale: 'ar' });
    account.api.answers.set('GET /account/sessions', () => [phone]);
    await account.api.answer();
    expect(textOf(account.page)).toContain('هولندا');
  });

  it('are ended one by one, once that was confirmed', async () => {
    const { page, api } = await open();
    await api.answer();
    byRole(page, 'button', 'End the session of Safari 20 · iPhone').click();
    await settle();
    byRole(document.body, 'button', 'Cancel').click();
    await api.answer();
    expect(api.sent(`DELETE /account/sessions/${idOf(2)}`)).toHaveLength(0);

    byRole(page, 'button', 'End the session of Safari 20 · iPhone').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'End this session?');
    expect(textOf(dialog)).toContain('Safari 20 · iPhone is signed out at once');
    byRole(dialog, 'button', 'End session').click();
    await api.answer();
    expect(api.sent(`DELETE /account/sessions/${idOf(2)}`)).toHaveLength(1);
    expect(allByRole(page, 'button', 'End the session of Safari 20 · iPhone')).toHaveLength(0);
    expect(allByRole(page, 'button', 'End the session of Edge 140 · Windows')).toHaveLength(1);
    expect(document.activeElement).toBe(byRole(page, 'heading', 'Other sessions'));
  });

  it('leave the list too where they were over already', async () => {
    const { page, api } = await open();
    await api.answer();
    api.refusals.set(`DELETE /account/sessions/${idOf(2)}`, { status: 404, code: 'NOT_FOUND' });
    byRole(page, 'button', 'End the session of Safari 20 · iPhone').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'End this session?'), 'button', 'End session').click();
    await api.answer();
    expect(allByRole(page, 'button', 'End the session of Safari 20 · iPhone')).toHaveLength(0);
  });

  it('are ended all at once, but for this one', async () => {
    const { page, api } = await open();
    await api.answer();
    api.answers.set('POST /account/sessions/end-others', () => ({ ended: 2 }));
    byRole(page, 'button', 'End all others').click();
    await settle();
    api.answers.set('GET /account/sessions', () => [here]);
    byRole(byRole(document.body, 'dialog', 'End all other sessions?'), 'button', 'End all others').click();
    await api.answer();
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toBe('2 other sessions have ended.');
    expect(textOf(page)).toContain('You are signed in only here');
    expect(textOf(page)).toContain('Chrome 146 · Windows');
  });

  it('stay where ending them was refused', async () => {
    const { page, api } = await open();
    await api.answer();
    api.refusals.set('POST /account/sessions/end-others', { status: 429, code: 'RATE_LIMITED' });
    byRole(page, 'button', 'End all others').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'End all other sessions?'), 'button', 'End all others').click();
    await api.answer();
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toContain('too fast');
    expect(allByRole(page, 'button', /^End the session of/)).toHaveLength(2);
  });

  it('are asked for anew when the page is looked at again', async () => {
    const { page, api } = await open();
    await api.answer();
    api.answers.set('GET /account/sessions', () => [here, library]);
    document.dispatchEvent(new Event('visibilitychange'));
    await api.answer();
    expect(textOf(page)).not.toContain('iPhone');
  });

  it('say what went wrong, and try again', async () => {
    const { page, api } = await open();
    api.refusals.set('GET /account/sessions', { status: 503, code: 'SERVICE_UNAVAILABLE' });
    await api.answer();
    expect(textOf(page)).toContain('This could not be loaded');
    expect(textOf(page)).not.toContain('You are signed in only here');
    api.refusals.clear();
    byRole(page, 'button', 'Try again').click();
    await api.answer();
    expect(textOf(page)).toContain('iPhone');
  });
});
