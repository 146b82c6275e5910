import { TestBed } from '@angular/core/testing';
import type { IncidentEvent } from '@classy-book/contracts/realtime';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { lockOf } from '../../../shared/desk/desk.test-support';
import { IncidentsStore } from '../../../shared/desk/incidents-store';
import { MonitoringScreen, attempt } from './monitoring.test-support';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function incident(value: number, different: Partial<IncidentEvent> = {}): IncidentEvent {
  return {
    id: idOf(value),
    at: new Date().toISOString(),
    kind: 'token_reuse',
    severity: 'high',
    email: 'maya.haddad@example.org',
    userId: idOf(77),
    sessionId: idOf(78),
    ipAddress: '203.0.113.77',
    ...different,
  };
}

describe('the people behind what the monitoring page shows', () => {
  it('are a click away from an incident', async () => {
    const { desk, page } = await MonitoringScreen.open();
    expect(allByRole(page, 'region', /^Incidents/)).toHaveLength(0);
    desk.server.send('monitoring:incident', [incident(90), incident(91, { email: null, userId: null })]);
    await settle();
    const feed = byRole(page, 'region', /^Incidents/);
    expect(allByRole(feed, 'listitem').map(tidy)).toEqual([
      'A session key was used twice An account that is gone 203.0.113.77 · now',
      'A session key was used twice maya.haddad@example.org 203.0.113.77 · now',
    ]);
    expect(byRole(feed, 'link', 'maya.haddad@example.org').getAttribute('href')).toBe(`/admin/users/${idOf(77)}`);
    expect(tidy(page.querySelector('details summary'))).toContain('2 incidents');
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
