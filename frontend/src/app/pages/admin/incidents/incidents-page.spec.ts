import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Incident } from '@classy-book/contracts/incidents';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { press, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { incidentEvent, incidentMetricsOf, incidentOf } from '../../../shared/desk/incidents.test-support';
import IncidentsPage from './incidents-page';

const STREAM = 'monitoring:incident';
const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

describe('the list of incidents', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function open(
    query = '',
    incidents: readonly Incident[] = [],
    prepare: (desk: Desk) => void = () => undefined,
  ) {
    desk = await setUpDesk({ page: IncidentsPage });
    desk.api.incidents = incidents;
    desk.api.routes.set('GET /monitoring/incidents/metrics', () => success(incidentMetricsOf()));
    prepare(desk);
    ({ page } = await openPage(desk, query));
  }

  const rows = () =>
    allByRole(byRole(page, 'table', 'Incidents'), 'row')
      .slice(1)
      .map(tidy);
  /** The questions of the list itself: the desk asks for the open ones too. */
  const asked = () => desk.api.of('/monitoring/incidents').filter(({ params }) => params.get('sort') !== '-severity');

  it('says of each how bad it is, what, who, where, how much, when and whose it is', async () => {
    const counts = { events: 1_932, failed: 1_930, succeeded: 2, accounts: 411, addresses: 1 };
    await open('', [
      incidentOf(7, { kind: 'credential_stuffing', severity: 'critical', counts, state: 'acknowledged' }),
      incidentOf(3, {
        kind: 'manual',
        title: 'A laptop was stolen',
        networks: [],
        assignee: { id: idOf(9), email: 'nada@example.org' },
      }),
    ]);
    const [stuffing, stolen] = rows();
    expect(stuffing).toMatch(
      /^Critical Credential stuffing No\. 7 maya\.haddad@example\.org \+410 203\.0\.113\.77 Events: 1,932 2 succeeded now now Acknowledged nobody$/,
    );
    expect(stolen).toMatch(/^High A laptop was stolen No\. 3 .* Open nada@example\.org$/);
  });

  it('shows the figures in words', async () => {
    await open();
    expect(tidy(byRole(page, 'list', 'Figures of the incidents'))).toMatch(
      /Open 3 1 critical, 2 medium Detected, 30 d 9 Time to detect 4 s Time to contain 3 min False alarms, 30 d 1/,
    );
  });

  it('asks the server with the filters of the URL', async () => {
    await open(
      '?state=open&severity=high,critical&kind=scanner&assignee=me&account=Maya@Example.org&address=203.0.113.0/24&sort=-detectedAt',
    );
    expect(Object.fromEntries(asked()[0]?.params ?? [])).toEqual({
      state: 'open',
      severity: 'high,critical',
      kind: 'scanner',
      assignee: 'me',
      account: 'maya@example.org',
      address: '203.0.113.0/24',
      sort: '-detectedAt',
      limit: '100',
    });
    allByRole(page, 'button', 'Clear filters')[0]?.click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?sort=-detectedAt');
  });

  it('writes a filter into the URL as it is picked', async () => {
    await open();
    byRole(page, 'button', 'Kind: any').click();
    await settle();
    byLabel(document.body, 'Scanner').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?kind=scanner');
    expect(asked().at(-1)?.params.get('kind')).toBe('scanner');
  });

  it('changes a row in its place and counts what is new until it is wanted', async () => {
    await open('', [incidentOf(2), incidentOf(1)]);
    desk.server.send(STREAM, [
      incidentEvent(10, incidentOf(1, { state: 'resolved', severity: 'low' }), 'updated'),
      incidentEvent(11, incidentOf(3, { kind: 'scanner' }), 'opened'),
      incidentEvent(12, incidentOf(4, { dryRun: true }), 'opened'),
    ]);
    await settle();
    expect(rows()).toHaveLength(2);
    expect(rows()[1]).toMatch(/^Low Brute force No\. 1 .*Resolved/);
    desk.api.incidents = [incidentOf(3, { kind: 'scanner' }), incidentOf(2), incidentOf(1)];
    byRole(page, 'button', '1 new incident').click();
    await desk.api.answer();
    expect(rows()[0]).toContain('Scanner No. 3');
    expect(allByRole(page, 'button', /new incident/)).toHaveLength(0);
  });

  it('does not announce what its filters keep out', async () => {
    await open('?severity=critical', [incidentOf(1, { severity: 'critical' })]);
    desk.server.send(STREAM, [incidentEvent(10, incidentOf(2, { severity: 'low' }), 'opened')]);
    await settle();
    expect(allByRole(page, 'button', /new incident/)).toHaveLength(0);
  });

  it('is walked with j and k and opened with Enter', async () => {
    await open('', [incidentOf(2), incidentOf(1)]);
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    press('j');
    press('j');
    press('k');
    press('Enter');
    expect(navigate).toHaveBeenCalledWith(['/admin/incidents', idOf(2)]);
  });

  it('sorts by a heading, the most urgent first', async () => {
    await open('', [incidentOf(1)]);
    byRole(byRole(page, 'columnheader', 'Severity'), 'button').click();
    await desk.api.answer();
    expect(byRole(page, 'columnheader', 'Severity').getAttribute('aria-sort')).toBe('descending');
    expect(TestBed.inject(Router).url).toBe('/page?sort=-severity');
  });

  it('is saved as a file of the wanted kind', async () => {
    URL.createObjectURL = () => 'blob:file';
    await open('?state=open');
    byRole(page, 'button', 'Export').click();
    await settle();
    byRole(page, 'menuitem', 'As JSON lines').click();
    await desk.api.answer();
    expect(Object.fromEntries(desk.api.of('/export')[0]?.params ?? [])).toEqual({ state: 'open', format: 'jsonl' });
  });

  it('takes a report by hand, and says what is wrong with one', async () => {
    await open('', [], ({ api }) => {
      api.routes.set('POST /monitoring/incidents', () => success(incidentOf(12, { kind: 'manual', title: 'Stolen' })));
    });
    byRole(page, 'button', 'Report an incident').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Report an incident');
    const field = (name: RegExp) => byLabel(dialog, name);
    type(field(/^Accounts/), 'maya');
    byRole(dialog, 'button', 'Report').click();
    await settle();
    expect(tidy(dialog)).toContain('maya is no email address.');
    expect(desk.api.of('/monitoring/incidents').some(({ method }) => method === 'POST')).toBe(false);
    type(field(/^What happened/), 'Stolen laptop');
    type(field(/^Accounts/), 'maya@example.org, leo@example.org');
    type(field(/^Addresses/), '203.0.113.9');
    byLabel(dialog, 'Critical').click();
    await settle();
    byRole(dialog, 'button', 'Report').click();
    await desk.api.answer();
    expect(desk.api.of('/monitoring/incidents').find(({ method }) => method === 'POST')?.body).toEqual({
      title: 'Stolen laptop',
      severity: 'critical',
      accounts: ['maya@example.org', 'leo@example.org'],
      addresses: ['203.0.113.9'],
    });
  });

  it('offers no report to those who may only look', async () => {
    desk = await setUpDesk({ page: IncidentsPage, without: 'incidents:manage' });
    ({ page } = await openPage(desk));
    expect(allByRole(page, 'button', 'Report an incident')).toHaveLength(0);
  });

  it('says that nothing was found, and what went wrong when that is not known', async () => {
    await open();
    expect(tidy(page)).toContain('No incidents yet');
    desk.api.failing.set('/monitoring/incidents', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await TestBed.inject(Router).navigateByUrl('/page?state=resolved');
    await desk.api.answer();
    expect(tidy(page)).toContain('The incidents could not be loaded');
  });
});
