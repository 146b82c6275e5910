import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { DialogService } from '../../../core/services/dialogs';
import { settle } from '../../../core/testing/app-testing';
import { byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { setUpDesk } from '../../desk/desk.test-support';
import { LockDialog } from '../lock-dialog/lock-dialog';
import { ConfirmDialog } from './confirm-dialog';

describe('asking before something is done', () => {
  const question = {
    heading: 'End all sessions?',
    points: ['They are signed out.'],
    confirm: 'End sessions',
    danger: true,
  };

  async function ask(): Promise<Promise<unknown>[]> {
    await setUpDesk();
    const answer = firstValueFrom(TestBed.inject(DialogService).open(ConfirmDialog, { data: question }).closed);
    await settle();
    return [answer];
  }

  it('says what will happen and answers yes', async () => {
    const [answer] = await ask();
    expect(textOf(byRole(document.body, 'dialog', 'End all sessions?'))).toContain('They are signed out.');
    byRole(document.body, 'button', 'End sessions').click();
    expect(await answer).toBe(true);
  });

  it('answers no to Cancel', async () => {
    const [answer] = await ask();
    byRole(document.body, 'button', 'Cancel').click();
    expect(await answer).toBe(false);
  });
});

describe('locking an account', () => {
  async function open(): Promise<{ dialog: HTMLElement; answer: Promise<unknown>[] }> {
    await setUpDesk();
    const data = { email: 'maya@example.org', reason: 'Suspicious sign-ins' };
    const answer = firstValueFrom(TestBed.inject(DialogService).open(LockDialog, { data }).closed);
    await settle();
    return { dialog: byRole(document.body, 'dialog', 'Lock this account'), answer: [answer] };
  }

  it('says what it does, and asks for how long and why', async () => {
    const { dialog, answer } = await open();
    expect(textOf(dialog)).toContain('maya@example.org is signed out everywhere');
    byLabel(dialog, '7 days').click();
    byRole(dialog, 'button', 'Lock').click();
    await settle();
    expect(await answer[0]).toEqual({
      email: 'maya@example.org',
      reason: 'Suspicious sign-ins',
      durationMinutes: 10_080,
    });
  });

  it('wants a reason', async () => {
    const { dialog } = await open();
    const field = byLabel(dialog, 'Reason');
    field.value = '';
    field.dispatchEvent(new Event('input'));
    byRole(dialog, 'button', 'Lock').click();
    await settle();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(textOf(dialog)).toContain('This is needed.');
  });
});
