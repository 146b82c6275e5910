import { TestBed } from '@angular/core/testing';
import type { IncidentEvent } from '@classy-book/contracts/realtime';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { lockOf } from '../../../shared/desk/desk.test-support';
import { IncidentsStore } from '../../../shared/desk/incidents-store';
import { MonitoringScreen, attempt } from './monitoring.test-support';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function incident(value: number): IncidentEvent {
  const at = new Date().toISOString();
  return {
    id: idOf(value),
    at,
    change: 'opened',
    by: 'system',
    incident: {
      ...{
        id: idOf(value),
        number: value,
        kind: 'token_reuse',
        kinds: ['token_reuse'],
        severity: 'high',
        state: 'open',
      },
      ...{ dryRun: false, title: null, firstSeen: at, lastSeen: at, detectedAt: at, assignee: null, version: 0 },
      ...{ acknowledgedAt: null, containedAt: null, closedAt: null },
      ...{ accounts: ['maya.haddad@example.org'], networks: ['203.0.113.77/32'] },
      counts: { events: 1, failed: 0, succeeded: 0, accounts: 1, addresses: 1 },
    },
  };
}

describe('the people behind what the monitoring page shows', () => {
  it('are named by an incident', async () => {
    const { desk, page } = await MonitoringScreen.open();
    expect(allByRole(page, 'region', /^Open incidents/)).toHaveLength(0);
    desk.server.send('monitoring:incident', [incident(90)]);
    await settle();
    const feed = byRole(page, 'region', /^Open incidents/);
    expect(allByRole(feed, 'listitem').map(tidy)).toEqual([
      expect.stringMatching(/^Session key used twice maya\.haddad@example\.org .*High$/),
    ]);
    expect(tidy(page.querySelector('details summary'))).toContain('1 incident');
  });

  it('are a click away from a lock, which says of what kind it is', async () => {
    const { page } = await MonitoringScreen.open('', [], ({ api }) => {
      api.locks = [lockOf('sara@example.org'), lockOf('leo@example.org', { source: 'manual' })];
    });
    const feed = byRole(page, 'region', /^Locked accounts/);
    expect(tidy(feed)).toContain('Locked after failed sign-ins');
    expect(tidy(feed)).toContain('Locked by an administrator');
    expect(byRole(feed, 'link', 'sara@example.org').getAttribute('href')).toBe('/admin/users?search=sara@example.org');
  });

  it('are a click away from an attempt on an account that exists', async () => {
    const screen = await MonitoringScreen.open('', [attempt(2, { userId: idOf(77) }), attempt(1)]);
    const drawer = await screen.openRow(2);
    expect(byRole(drawer, 'link', 'person2@example.org').getAttribute('href')).toBe(`/admin/users/${idOf(77)}`);
    await screen.openRow(1);
    expect(allByRole(drawer, 'link')).toHaveLength(0);
  });

  it('are forgotten with the session of the administrator', async () => {
    const { desk } = await MonitoringScreen.open();
    const store = TestBed.inject(IncidentsStore);
    desk.server.send('monitoring:incident', [incident(90)]);
    expect(store.incidents()).toHaveLength(1);
    desk.auth.user.set(null);
    await settle();
    expect(store.incidents()).toHaveLength(0);
  });
});
