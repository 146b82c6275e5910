import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import {
  blockOf,
  lockOf,
  metricsOf,
  openPage,
  readinessOf,
  setUpDesk,
  type Desk,
} from '../../../shared/desk/desk.test-support';
import { incidentEvent, incidentOf } from '../../../shared/desk/incidents.test-support';
import OverviewPage from './overview-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

describe('the overview', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function open(prepare: (desk: Desk) => void = () => undefined): Promise<void> {
    desk = await setUpDesk({ page: OverviewPage });
    prepare(desk);
    ({ page } = await openPage(desk));
  }

  const cards = () => allByRole(byRole(page, 'list', 'Figures of the last 24 hours'), 'listitem').map(tidy);

  it('shows six figures with the change against the day before and the last day', async () => {
    await open();
    expect(cards()).toEqual([
      'Sign-ins 1,284 6% more than the day before',
      'Failed 3,917 312% more than the day before',
      'Blocked addresses 27 19 more than the day before None now',
      'Active sessions 412 3% less than the day before',
      'Open incidents 1 None is critical',
      'People online 9 In the last quarter of an hour',
    ]);
    expect(byRole(page, 'img', 'Failed in the last 24 hours, by the hour')).toBeTruthy();
  });

  it('follows the figures that the server pushes', async () => {
    await open();
    const pushed = metricsOf({ signIns: { value: 1_285, previous: 1_211, series: [] } });
    desk.server.sendRaw('monitoring:security-metrics', pushed);
    await settle();
    expect(cards()[0]).toMatch(/^Sign-ins 1,285/);
  });

  it('shows the open incidents, the most urgent first, as they come up and are closed', async () => {
    await open(({ api }) => {
      api.incidents = [incidentOf(3), incidentOf(4, { severity: 'critical', kind: 'token_reuse' })];
    });
    const section = allByRole(page, 'heading', 'Open incidents')[0]?.closest('app-incidents-section') as HTMLElement;
    const rows = () => allByRole(section, 'listitem').map(tidy);
    expect(rows()).toEqual([
      'Critical Session key used twice maya.haddad@example.org now',
      'High Brute force maya.haddad@example.org now',
    ]);
    expect(byRole(section, 'link', 'Brute force').getAttribute('href')).toBe(`/admin/incidents/${idOf(3)}`);
    const closed = [incidentOf(3, { state: 'resolved' }), incidentOf(4, { state: 'false_alarm' })];
    const events = closed.map((incident, n) => incidentEvent(80 + n, incident, 'updated'));
    desk.server.send('monitoring:incident', events);
    await settle();
    expect(rows()).toEqual(['No incident is open.']);
  });

  it('lists what needs a decision, the nearest end first', async () => {
    const soon = new Date(Date.now() + 5 * 60_000).toISOString();
    await open(({ api }) => {
      api.locks = [lockOf('maya@example.org')];
      api.blocks = [
        blockOf('203.0.113.77/32', { blockedUntil: soon }),
        blockOf('198.51.100.1/32', { permanent: true, blockedUntil: null }),
      ];
    });
    const rows = allByRole(page, 'button', /Unlock|Unblock|24 h more/).map((button) =>
      button.getAttribute('aria-label'),
    );
    expect(rows).toEqual(['24 h more for 203.0.113.77', 'Unblock 203.0.113.77', 'Unlock maya@example.org']);
    expect(cards()[2]).toMatch(/The next ends in 0?[45]:\d\d$/);
  });

  it('unlocks an account and takes it from the list when the server says so', async () => {
    await open(({ api }) => {
      api.locks = [lockOf('maya@example.org')];
    });
    byRole(page, 'button', 'Unlock maya@example.org').click();
    await desk.api.answer();
    expect(desk.api.of('/unlock')[0]?.body).toEqual({ email: 'maya@example.org' });
    expect(TestBed.inject(ToastService).toasts()[0]).toMatchObject({
      message: 'maya@example.org is no longer locked',
      action: { label: 'Undo' },
    });
    desk.server.send('monitoring:account-unlocked', [
      { id: idOf(9), at: new Date().toISOString(), email: 'maya@example.org', by: 'maya' },
    ]);
    await settle();
    expect(tidy(page)).toContain('Nothing needs a decision now.');
  });

  it('extends a block by a day', async () => {
    await open(({ api }) => {
      api.blocks = [blockOf('203.0.113.77/32')];
    });
    byRole(page, 'button', '24 h more for 203.0.113.77').click();
    await desk.api.answer();
    expect(desk.api.of('/block-ip')[0]?.body).toMatchObject({ address: '203.0.113.77/32', durationMinutes: 1_440 });
  });

  it('shows a lock at the moment it happens', async () => {
    await open();
    desk.server.send('monitoring:account-locked', [
      { id: idOf(9), at: new Date().toISOString(), ...lockOf('leo@example.org') },
    ]);
    await settle();
    expect(byRole(page, 'button', 'Unlock leo@example.org')).toBeTruthy();
  });

  it('says how the system is, also while it is not ready', async () => {
    await open();
    expect(tidy(page)).toMatch(/Database 1\.4 ms Up Redis Not configured/);
    document.body.replaceChildren();
    TestBed.resetTestingModule();
    await open(({ api }) => {
      api.failing.set('/health/ready', { status: 503, body: { success: false, data: readinessOf('down') } });
    });
    expect(tidy(page)).toContain('Database Down The database does not answer.');
  });

  it('says so when the server does not answer', async () => {
    await open(({ api }) => {
      api.failing.set('/health/ready', { status: 502, body: {} });
    });
    expect(tidy(page)).toContain('The server does not answer.');
  });

  it('shows newcomers how to make an attack arrive, until they have seen one or close it', async () => {
    const nothing = { value: 0, previous: 0, series: [] };
    const quiet = metricsOf({ failedAttempts: nothing, blockedAttempts: nothing });
    await open(({ api }) => {
      api.metrics = quiet;
    });
    expect(tidy(page)).toContain('npm run attack -- --scenario brute-force');
    desk.server.sendRaw('monitoring:security-metrics', metricsOf());
    await settle();
    expect(tidy(page)).not.toContain('npm run attack');
    desk.server.sendRaw('monitoring:security-metrics', quiet);
    await settle();
    byRole(page, 'button', 'Close').click();
    await settle();
    expect(tidy(page)).not.toContain('npm run attack');
  });

  it('says what went wrong when the figures cannot be loaded, and tries again when asked to', async () => {
    await open(({ api }) => {
      api.failing.set('/security-metrics', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    });
    expect(tidy(page)).toContain('The figures could not be loaded');
    desk.api.failing.clear();
    byRole(page, 'button', 'Try again').click();
    await desk.api.answer();
    expect(cards()[0]).toMatch(/^Sign-ins 1,284/);
  });
});
