import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { render, settle, setUpApp } from '../../testing/app-testing';
import { allByRole, byRole, textOf } from '../../testing/by-role';
import { I18nService } from '../../services/i18n';
import { SessionTimer } from '../../services/session-timer';
import { SessionWatch } from '../session-watch';
import { SessionClock } from './session-clock';
import { SignOut } from './sign-out';

class FakeTimer {
  readonly remainingSeconds = signal<number | null>(null);
  readonly endsAt = signal<string | null>('2026-11-27T10:00:00Z');
  readonly warning = signal(false);
  readonly last = signal(false);
  readonly stay = vi.fn(() => Promise.resolve(true));
}

describe('the time left in the session', () => {
  let timer: FakeTimer;
  const signOut = { run: vi.fn(() => Promise.resolve()) };

  beforeEach(async () => {
    timer = new FakeTimer();
    signOut.run.mockClear();
    await setUpApp({
      providers: [
        { provide: SessionTimer, useValue: timer },
        { provide: SignOut, useValue: signOut },
      ],
    });
  });

  describe('in the top bar', () => {
    it.each([
      [7 * 86_400 + 3 * 3_600, '7 d 3 h'],
      [2 * 3_600 + 300, '2 h 5 min'],
      [872, '14:32'],
    ])('shows %i seconds as %s', async (seconds, text) => {
      timer.remainingSeconds.set(seconds);
      const { page } = await render(SessionClock);
      expect(textOf(byRole(page, 'timer'))).toContain(text);
      expect(textOf(page)).toContain('Session ends in');
    });

    it('is not there while nobody is signed in', async () => {
      const { page } = await render(SessionClock);
      expect(allByRole(page, 'timer')).toHaveLength(0);
    });

    it('is written in the language of the page', async () => {
      timer.remainingSeconds.set(86_400 + 3_600);
      const { page } = await render(SessionClock);
      await TestBed.inject(I18nService).set('ar');
      await settle();
      expect(textOf(page)).toContain('1 ي 1 س');
    });
  });

  describe('in the warning', () => {
    async function open(): Promise<HTMLElement> {
      timer.warning.set(true);
      timer.remainingSeconds.set(100);
      TestBed.inject(SessionWatch);
      await settle();
      return vi.waitFor(() => byRole(document, 'dialog', 'Are you still there?'));
    }

    it('opens by itself and runs down', async () => {
      const warning = await open();
      expect(textOf(warning)).toContain('1:40');
      timer.remainingSeconds.set(99);
      await settle();
      expect(textOf(warning)).toContain('1:39');
    });

    it('prolongs the session, and closes once there is nothing to ask', async () => {
      const warning = await open();
      byRole(warning, 'button', 'Stay signed in').click();
      expect(timer.stay).toHaveBeenCalledTimes(1);
      timer.warning.set(false);
      await settle();
      expect(allByRole(document, 'dialog')).toHaveLength(0);
    });

    it('says where that failed, and lets it be tried again', async () => {
      timer.stay.mockResolvedValue(false);
      const warning = await open();
      byRole(warning, 'button', 'Stay signed in').click();
      await settle();
      expect(textOf(byRole(warning, 'alert'))).toMatch(/could not be prolonged/);
      expect((byRole(warning, 'button', 'Stay signed in') as HTMLButtonElement).disabled).toBe(false);
    });

    it('lets one sign out at once', async () => {
      const warning = await open();
      byRole(warning, 'button', 'Sign out').click();
      expect(signOut.run).toHaveBeenCalledTimes(1);
    });

    it('can only tell of the last end: sign in again now, or finish first', async () => {
      timer.last.set(true);
      timer.warning.set(true);
      timer.remainingSeconds.set(100);
      TestBed.inject(SessionWatch);
      await settle();
      const warning = await vi.waitFor(() => byRole(document, 'dialog', 'Your session ends'));
      expect(allByRole(warning, 'button', 'Stay signed in')).toHaveLength(0);
      byRole(warning, 'button', 'Sign in again').click();
      expect(signOut.run).toHaveBeenCalledExactlyOnceWith('/login', '/');
    });

    it('opens again after it was answered', async () => {
      await open();
      timer.warning.set(false);
      await settle();
      timer.warning.set(true);
      await settle();
      expect(await vi.waitFor(() => byRole(document, 'dialog', 'Are you still there?'))).toBeTruthy();
    });
  });
});
