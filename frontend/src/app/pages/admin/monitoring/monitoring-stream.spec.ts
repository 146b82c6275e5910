import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { blockOf, lockOf, type Desk } from '../../../shared/desk/desk.test-support';
import { ATTEMPTS, MonitoringScreen, attempt, many, press } from './monitoring.test-support';

describe('the live stream on the monitoring page', () => {
  let screen: MonitoringScreen;
  let desk: Desk;
  let page: HTMLElement;

  async function open(...from: Parameters<typeof MonitoringScreen.open>): Promise<void> {
    screen = await MonitoringScreen.open(...from);
    ({ desk, page } = screen);
  }

  it('shows attempts as they happen, without a reload, the newest first', async () => {
    await open();
    desk.server.send(ATTEMPTS, [attempt(4), attempt(5)]);
    await settle();
    expect(screen.accounts).toEqual([5, 4, 3, 2, 1].map((value) => `person${String(value)}@example.org`));
    expect(desk.api.of('/login-attempts')).toHaveLength(1);
  });

  it('keeps at most a thousand rows, and only few of them in the document', async () => {
    await open('', many(100).toReversed());
    for (let first = 101; first <= 1_500; first += 100) desk.server.send(ATTEMPTS, many(100, first));
    await vi.waitFor(async () => {
      await settle();
      expect(screen.accounts[0]).toBe('person1500@example.org');
    });
    const { table } = screen;
    expect(table.getAttribute('aria-rowcount')).toBe('1001');
    expect(allByRole(table, 'row').length).toBeLessThan(80);
    expect(textOf(page)).toContain('Only 1,000 attempts are kept here');
  });

  it('holds the rows still while the mouse is over them, and counts what is new', async () => {
    await open();
    const body = screen.row(3).closest('tbody');
    body?.dispatchEvent(Object.assign(new Event('pointerenter'), { pointerType: 'mouse' }));
    await settle();
    desk.server.send(ATTEMPTS, [attempt(4)]);
    await settle();
    expect(screen.accounts[0]).toBe('person3@example.org');
    expect(byRole(page, 'button', '↑ 1 new attempt')).toBeTruthy();
    body?.dispatchEvent(Object.assign(new Event('pointerleave'), { pointerType: 'mouse' }));
    await settle();
    expect(screen.accounts[0]).toBe('person4@example.org');
    expect(allByRole(page, 'button', /new attempt/)).toHaveLength(0);
  });

  it('holds the rows still while the keyboard stands on one, until Escape', async () => {
    await open();
    const row = screen.row(3);
    vi.spyOn(row, 'matches').mockReturnValue(true);
    row.focus();
    desk.server.send(ATTEMPTS, [attempt(4)]);
    await settle();
    expect(screen.accounts[0]).toBe('person3@example.org');
    expect(byRole(page, 'button', '↑ 1 new attempt')).toBeTruthy();
    press('Escape');
    await settle();
    expect(screen.accounts[0]).toBe('person4@example.org');
  });

  it('holds the rows still while an attempt is read, until the reader asks for the new ones', async () => {
    await open();
    await screen.openRow(2);
    desk.server.send(ATTEMPTS, [attempt(4), attempt(5)]);
    await settle();
    expect(screen.accounts[0]).toBe('person3@example.org');
    byRole(page, 'button', '↑ 2 new attempts').click();
    await settle();
    expect(screen.accounts[0]).toBe('person5@example.org');
    expect(screen.drawer).not.toBeNull();
  });

  it('pauses with p and says so, and goes on with p', async () => {
    await open();
    press('p');
    await settle();
    expect(textOf(page)).toContain('Paused');
    desk.server.send(ATTEMPTS, [attempt(4)]);
    await settle();
    expect(screen.accounts[0]).toBe('person3@example.org');
    press('p');
    await settle();
    expect(screen.accounts[0]).toBe('person4@example.org');
  });

  it('filters live attempts like the server does', async () => {
    await open('?outcome=succeeded&address=192.0.2.0/24');
    desk.server.send(ATTEMPTS, [
      attempt(4),
      attempt(5, { outcome: 'succeeded', reason: null, ipAddress: '192.0.2.7' }),
      attempt(6, { outcome: 'succeeded', reason: null, ipAddress: '198.51.100.7' }),
    ]);
    await settle();
    expect(screen.accounts[0]).toBe('person5@example.org');
    const asked = desk.api.of('/login-attempts')[0]?.params;
    expect(asked?.get('outcome')).toBe('succeeded');
    expect(asked?.get('address')).toBe('192.0.2.0/24');
  });

  it('shows a block and a lock the moment they happen, and lets them be lifted', async () => {
    await open();
    const event = { id: idOf(900), at: new Date().toISOString() };
    desk.server.send('monitoring:ip-blocked', [{ ...event, block: blockOf('203.0.113.77/32') }]);
    desk.server.send('monitoring:account-locked', [{ ...event, ...lockOf('person2@example.org') }]);
    await settle();
    expect(
      allByRole(screen.table, 'row')
        .map((one) => textOf(one))
        .filter((text) => /Blocked/.test(text)),
    ).toHaveLength(3);
    const opened = await screen.openRow(2);
    expect(textOf(opened)).toContain('Account locked');
    byRole(opened, 'button', 'Unblock 203.0.113.77').click();
    await desk.api.answer();
    expect(desk.api.of('/unblock-ip')).toHaveLength(1);
    desk.server.send('monitoring:ip-unblocked', [{ ...event, id: idOf(901), range: '203.0.113.77/32', by: 'maya' }]);
    await settle();
    expect(byRole(opened, 'button', 'Block address')).toBeTruthy();
  });

  it('tells of many blocks in one message', async () => {
    await open();
    vi.useFakeTimers();
    try {
      const blocks = Array.from({ length: 40 }, (_, index) => ({
        id: idOf(1_000 + index),
        at: new Date().toISOString(),
        block: blockOf(`198.51.100.${String(index)}/32`),
      }));
      for (const block of blocks) desk.server.send('monitoring:ip-blocked', [block]);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(
        TestBed.inject(ToastService)
          .toasts()
          .map(({ message }) => message),
      ).toEqual(['40 addresses blocked']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('says how many events were caught up after a lost connection', async () => {
    await open();
    desk.server.lose();
    await settle();
    expect(textOf(page)).toContain('The connection is lost');
    desk.server.joinAnswer = () => ({
      ok: true,
      data: { replayed: 2, truncated: false, serverTime: new Date().toISOString() },
    });
    desk.server.comeBack();
    desk.server.send(ATTEMPTS, [attempt(4), attempt(5)], true);
    await settle();
    expect(textOf(page)).toContain('Connected again: 2 events caught up');
    expect(screen.accounts.slice(0, 2)).toEqual(['person5@example.org', 'person4@example.org']);
    byRole(page, 'button', 'Dismiss').click();
    await settle();
    expect(textOf(page)).not.toContain('caught up');
  });

  it('loads the list again when more was missed than could be replayed', async () => {
    await open();
    desk.server.sendRaw('monitoring:summary', { missed: 90_000, truncated: true, sentAt: new Date().toISOString() });
    desk.api.attempts = [attempt(9)];
    await desk.api.answer();
    expect(screen.accounts).toEqual(['person9@example.org']);
  });

  it('says so when the permission to watch is taken away', async () => {
    await open();
    desk.server.sendRaw('monitoring:left', { reason: 'permission_lost' });
    await settle();
    expect(textOf(page)).toContain('You may no longer watch the monitoring');
  });

  it('sorts with the oldest first when asked to, and then only counts what is new', async () => {
    await open();
    byRole(byRole(page, 'columnheader', /Time/), 'button', 'Time').click();
    await desk.api.answer();
    expect(desk.api.of('/login-attempts').at(-1)?.params.get('sort')).toBe('timestamp');
    desk.server.send(ATTEMPTS, [attempt(4)]);
    await settle();
    expect(screen.accounts).not.toContain('person4@example.org');
    byRole(page, 'button', '↑ 1 new attempt').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page');
  });

  it('asks the server for the attempts of its filter only, and looks at what comes all the same', async () => {
    await open('?outcome=failed&country=de');
    expect(desk.server.filters.at(-1)).toMatchObject({ filter: { outcome: 'failed', country: 'DE' } });
    desk.server.send(ATTEMPTS, [attempt(4, { outcome: 'failed', country: 'DE' }), attempt(5, { outcome: 'blocked' })]);
    await settle();
    expect(screen.accounts[0]).toBe('person4@example.org');
    expect(byRole(page, 'button', 'Country: Germany')).toBeTruthy();
  });

  it('changes the filter of the stream together with what it shows, from where it stood, but not for another time', async () => {
    await open();
    await TestBed.inject(Router).navigateByUrl('/page?email=person4@example.org');
    await settle();
    const asked = desk.server.filters.at(-1);
    expect(asked?.filter).toEqual({ email: 'person4@example.org' });
    expect(asked?.since).toMatch(/^[0-9a-f]{24}$/);
    const count = desk.server.filters.length;
    await TestBed.inject(Router).navigateByUrl('/page?email=person4@example.org&range=24h');
    await settle();
    expect(desk.server.filters).toHaveLength(count);
    desk.server.send(ATTEMPTS, [attempt(4)], true);
    desk.server.send(ATTEMPTS, [attempt(4)]);
    await settle();
    expect(screen.accounts.filter((account) => account === 'person4@example.org')).toHaveLength(1);
  });
});
