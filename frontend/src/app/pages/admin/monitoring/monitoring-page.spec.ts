import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { I18nService } from '../../../core/services/i18n';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, userWith } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { type Desk } from '../../../shared/desk/desk.test-support';
import { MonitoringScreen, attempt, press } from './monitoring.test-support';

describe('the monitoring page', () => {
  let screen: MonitoringScreen;
  let desk: Desk;
  let page: HTMLElement;

  async function open(...from: Parameters<typeof MonitoringScreen.open>): Promise<void> {
    screen = await MonitoringScreen.open(...from);
    ({ desk, page } = screen);
  }

  it('shows the figures with their change against the day before', async () => {
    await open();
    const figures = allByRole(byRole(page, 'list', 'Figures of the last 24 hours'), 'listitem').map((card) =>
      textOf(card).replace(/\s+/g, ' ').trim(),
    );
    expect(figures).toEqual([
      'Sign-ins 1,284 6% more than the day before',
      'Failed 3,917 312% more than the day before',
      'Blocked addresses 27 19 more than the day before',
      'Active sessions 412 3% less than the day before',
      'Open incidents 1',
    ]);
  });

  it('writes a filter into the URL and asks the server again', async () => {
    await open();
    byRole(page, 'button', 'Outcome: any').click();
    await settle();
    byLabel(document.body, 'Failed').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?outcome=failed');
    expect(desk.api.of('/login-attempts').at(-1)?.params.get('outcome')).toBe('failed');
    expect(byRole(page, 'button', 'Outcome: Failed').getAttribute('aria-expanded')).toBe('true');
  });

  it('says what is wrong with an address instead of asking the server', async () => {
    await open();
    byRole(page, 'button', 'Address or CIDR').click();
    await settle();
    const field = byLabel(document.body, 'Address or CIDR');
    field.value = '203.0.113.';
    field.dispatchEvent(new Event('input'));
    byRole(document.body, 'button', 'Apply').click();
    await settle();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(textOf(document.body)).toContain('neither an IP address nor a CIDR range');
    expect(TestBed.inject(Router).url).toBe('/page');
  });

  it('walks over the rows with j and k, opens with Enter and closes with Escape', async () => {
    await open();
    press('j');
    press('j');
    press('k');
    press('j');
    press('Enter');
    await desk.api.answer();
    expect(textOf(screen.drawer)).toContain('person2@example.org');
    press('j');
    await desk.api.answer();
    expect(textOf(screen.drawer)).toContain('person1@example.org');
    press('Escape');
    await settle();
    expect(screen.drawer).toBeNull();
  });

  it('tells in the drawer what the address did, and offers what can be done', async () => {
    await open();
    const opened = await screen.openRow(2);
    expect(textOf(opened).replace(/\s+/g, ' ')).toContain('1,932 attempts on 411 accounts in 24 hours. 2 succeeded.');
    expect(textOf(opened)).toContain('There is no such account');
    expect(byRole(opened, 'img', 'Attempts from this address, 24 h: 1,932 attempts')).toBeTruthy();
    for (const name of ['Block address', 'Block 203.0.113.0/24', 'Lock account', 'End sessions']) {
      expect(byRole(opened, 'button', name)).toBeTruthy();
    }
  });

  it('marks sign-ins to the desk itself', async () => {
    await open('', [attempt(2, { method: 'admin_password' }), attempt(1)]);
    const reasons = allByRole(screen.table, 'cell').filter((cell) => cell.classList.contains('reason'));
    expect(reasons.map((cell) => textOf(cell).replace(/\s+/g, ' ').trim())).toEqual([
      'Wrong password Admin sign-in',
      'Wrong password',
    ]);
  });

  it('leaves out what the administrator may not do', async () => {
    await open('', [attempt(2)], ({ auth }) => {
      const user = userWith('admin');
      auth.user.set({
        ...user,
        permissions: user.permissions.filter((permission) => permission !== 'monitoring:block'),
      });
    });
    const opened = await screen.openRow(2);
    expect(allByRole(opened, 'button', /^Block/)).toHaveLength(0);
    expect(byRole(opened, 'button', 'Lock account')).toBeTruthy();
  });

  it('shows the attempts of one address from the drawer', async () => {
    await open();
    const opened = await screen.openRow(2);
    byRole(opened, 'button', /All attempts from this address/).click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?address=203.0.113.77');
  });

  it('blocks from the drawer after asking, tells it, and can undo it', async () => {
    await open();
    await screen.openRow(2);
    press('b');
    await desk.api.answer();
    const dialog = byRole(document.body, 'dialog', 'Block an address');
    expect(byLabel(dialog, 'Reason').value).toBe('1,930 refused sign-ins in 24 hours');
    byLabel(dialog, '30 min').click();
    byRole(dialog, 'button', 'Block').click();
    await desk.api.answer();
    expect(desk.api.of('/block-ip')[0]?.body).toEqual({
      address: '203.0.113.77/32',
      reason: '1,930 refused sign-ins in 24 hours',
      durationMinutes: 30,
      confirmSelf: false,
    });
    const toast = TestBed.inject(ToastService).toasts().at(-1);
    expect(toast?.message).toBe('203.0.113.77 is blocked');
    toast?.action?.run();
    await desk.api.answer();
    expect(desk.api.of('/unblock-ip')[0]?.body).toEqual({ address: '203.0.113.77/32' });
  });

  it('says what to do when nothing has happened yet, and how to clear filters that hide everything', async () => {
    await open('', []);
    expect(textOf(page)).toContain('npm run attack -- --scenario brute-force');
    await TestBed.inject(Router).navigateByUrl('/page?outcome=failed');
    await desk.api.answer();
    expect(textOf(page)).toContain('Nothing fits these filters');
    byRole(byRole(page, 'group', 'Filters'), 'button', 'Clear all').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page');
  });

  it('says what went wrong when the list cannot be loaded, and tries again when asked to', async () => {
    await open('', [attempt(1)], ({ api }) => {
      api.failing.set('/login-attempts', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    });
    expect(textOf(page)).toContain('The attempts could not be loaded');
    desk.api.failing.clear();
    byRole(page, 'button', 'Try again').click();
    await desk.api.answer();
    expect(screen.accounts).toEqual(['person1@example.org']);
  });

  it('remembers which columns were hidden', async () => {
    await open();
    byRole(page, 'button', 'Columns').click();
    await settle();
    byLabel(document.body, 'Device').click();
    await settle();
    expect(allByRole(page, 'columnheader', 'Device')).toHaveLength(0);
    expect(localStorage.getItem('classy-book:monitoring-hidden-columns')).toBe('device');
  });

  it('does not show the rows of another filter when the new one cannot be loaded', async () => {
    await open();
    desk.api.failing.set('/login-attempts', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await TestBed.inject(Router).navigateByUrl('/page?outcome=succeeded');
    await desk.api.answer();
    expect(screen.accounts).toEqual([]);
    expect(textOf(page)).toContain('The attempts could not be loaded');
  });

  it('takes a time range from one moment to another, and says when it is none', async () => {
    await open();
    byRole(page, 'button', 'Last 15 minutes').click();
    await settle();
    const panel = byRole(document.body, 'dialog', 'Time range');
    const type = (label: string, text: string) => {
      const field = byLabel(panel, label);
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    type('From', '2026-11-20T10:00:00');
    byRole(panel, 'button', 'Apply').click();
    await settle();
    expect(textOf(panel)).toContain('the end must come after the beginning');
    type('To', '2026-11-20T11:30:00');
    byRole(panel, 'button', 'Apply').click();
    await desk.api.answer();
    const asked = desk.api.of('/login-attempts').at(-1)?.params;
    expect(asked?.get('from')).toBe(new Date('2026-11-20T10:00:00').toISOString());
    expect(asked?.get('to')).toBe(new Date('2026-11-20T11:30:00').toISOString());
    expect(desk.api.of('/timeline').at(-1)?.params.get('bucketSeconds')).toBe('60');
  });

  it('saves the filtered attempts as a file', async () => {
    await open('?outcome=failed');
    const made = vi.fn((_blob: Blob) => 'blob:csv');
    URL.createObjectURL = made;
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    byRole(page, 'button', 'Export').click();
    await desk.api.answer();
    expect(desk.api.of('/export')[0]?.params.get('outcome')).toBe('failed');
    expect(made).toHaveBeenCalledTimes(1);
    expect(click).toHaveBeenCalledTimes(1);
    click.mockRestore();
  });

  it('speaks Arabic with the same figures, also when the language is switched while it is open', async () => {
    await open();
    await TestBed.inject(I18nService).set('ar');
    await desk.api.answer();
    expect(textOf(byRole(page, 'heading', 'المراقبة'))).toBeTruthy();
    expect(byRole(page, 'button', 'النتيجة: الكل')).toBeTruthy();
    expect(textOf(page)).toContain('1,284');
    expect(textOf(page)).not.toMatch(/monitoring\.|desk\./);
  });

  it('asks before a block of oneself, and again when only the server knew', async () => {
    await open();
    desk.api.failing.set('/block-ip', { status: 409, body: failure('SELF_BLOCK') });
    await screen.openRow(2);
    press('b');
    await desk.api.answer();
    byRole(byRole(document.body, 'dialog', 'Block an address'), 'button', 'Block').click();
    await desk.api.answer();
    const dialog = byRole(document.body, 'dialog', 'Block your own address?');
    desk.api.failing.clear();
    byRole(dialog, 'button', 'Block it all the same').click();
    await desk.api.answer();
    expect(desk.api.of('/block-ip').map(({ body }) => (body as { confirmSelf: boolean }).confirmSelf)).toEqual([
      false,
      true,
    ]);
  });
});
