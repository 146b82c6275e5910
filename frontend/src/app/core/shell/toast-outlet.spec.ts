import { TestBed } from '@angular/core/testing';
import { render, settle, setUpApp } from '../testing/app-testing';
import { byRole, textOf } from '../testing/by-role';
import { ToastService } from '../services/toasts';
import { ToastOutlet } from './toast-outlet';

describe('the toasts on the page', () => {
  let page: HTMLElement;

  beforeEach(async () => {
    await setUpApp();
    ({ page } = await render(ToastOutlet));
  });

  it('are read out politely, from a region that was there before them', async () => {
    const region = byRole(page, 'status', 'Messages');
    expect(region.getAttribute('aria-live')).toBe('polite');
    TestBed.inject(ToastService).show({ kind: 'ok', message: 'Unblocked.' });
    await settle();
    expect(textOf(region)).toMatch(/Unblocked\./);
  });

  it('can be dismissed', async () => {
    TestBed.inject(ToastService).show({ kind: 'danger', message: 'Broken.' });
    await settle();
    byRole(page, 'button', 'Dismiss the message').click();
    await settle();
    expect(textOf(page)).not.toMatch(/Broken/);
  });

  it('offer what can be done, once', async () => {
    const undo = vi.fn();
    TestBed.inject(ToastService).show({ kind: 'ok', message: 'Blocked.', action: { label: 'Undo', run: undo } });
    await settle();
    byRole(page, 'button', 'Undo').click();
    await settle();
    expect(undo).toHaveBeenCalledTimes(1);
    expect(textOf(page)).not.toMatch(/Blocked/);
  });
});
