import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { settle } from '../../core/testing/app-testing';
import { byLabel, byRole } from '../../core/testing/by-role';
import { idOf } from './attempts.test-support';
import { setUpDesk, type Desk } from './desk.test-support';
import { IncidentReports } from './incident-reports';
import { incidentEvent, incidentOf } from './incidents.test-support';
import { IncidentsStore } from './incidents-store';

const STREAM = 'monitoring:incident';

describe('the open incidents of the desk', () => {
  let desk: Desk;
  const shown = () =>
    TestBed.inject(IncidentsStore)
      .incidents()
      .map(({ number }) => number);

  it('are loaded once and then kept by the live events, the most urgent first', async () => {
    desk = await setUpDesk();
    desk.api.incidents = [incidentOf(1), incidentOf(2, { severity: 'low' })];
    TestBed.inject(IncidentsStore);
    await desk.api.answer();
    expect(desk.api.of('/monitoring/incidents')[0]?.params.get('state')).toBe('open,acknowledged');
    desk.server.send(STREAM, [
      incidentEvent(10, incidentOf(3, { severity: 'critical' }), 'opened'),
      incidentEvent(11, incidentOf(4, { dryRun: true }), 'opened'),
      incidentEvent(
        12,
        incidentOf(2, { severity: 'high', state: 'acknowledged', lastSeen: '2099-01-01T00:00:00Z' }),
        'updated',
      ),
      incidentEvent(13, incidentOf(1, { state: 'resolved' }), 'updated'),
    ]);
    expect(shown()).toEqual([3, 2]);
  });

  it('trust the stream over a list that was asked for before', async () => {
    desk = await setUpDesk();
    desk.api.incidents = [incidentOf(1)];
    TestBed.inject(IncidentsStore);
    await settle();
    desk.server.send(STREAM, [incidentEvent(10, incidentOf(1, { state: 'false_alarm' }), 'updated')]);
    await desk.api.answer();
    expect(shown()).toEqual([]);
  });
});

describe('opening an incident from an attempt', () => {
  async function openFor(email: string, open: ReturnType<typeof incidentOf>[]) {
    const desk = await setUpDesk();
    desk.api.incidents = open;
    // as on every page from which it is asked for
    await firstValueFrom(TestBed.inject(TranslocoService).load('desk/en'));
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const done = TestBed.inject(IncidentReports).openFor(email, '203.0.113.77');
    await desk.api.answer();
    return { desk, navigate, done: [done] };
  }

  it('goes to the open incident with its address', async () => {
    const { desk, navigate } = await openFor('maya@example.org', [incidentOf(7)]);
    expect(desk.api.of('/monitoring/incidents')[0]?.params.get('address')).toBe('203.0.113.77');
    expect(navigate).toHaveBeenCalledWith(['/admin/incidents', idOf(7)]);
  });

  it('asks for a report where there is none, with what is known', async () => {
    const { desk } = await openFor('maya@example.org', []);
    expect(desk.api.of('/monitoring/incidents').map(({ params }) => params.get('account'))).toEqual([
      null,
      'maya@example.org',
    ]);
    const dialog = byRole(document.body, 'dialog', 'Report an incident');
    expect(byLabel(dialog, /^What happened/).value).toBe('Suspicious sign-ins');
    expect(byLabel(dialog, /^Accounts/).value).toBe('maya@example.org');
    expect(byLabel(dialog, /^Addresses/).value).toBe('203.0.113.77');
  });

  it('leaves out an account that is no email address', async () => {
    await openFor("' or 1=1 --", []);
    const dialog = byRole(document.body, 'dialog', 'Report an incident');
    expect(byLabel(dialog, /^Accounts/).value).toBe('');
  });
});
