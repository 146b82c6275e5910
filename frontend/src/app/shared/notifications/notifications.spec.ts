import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Notification } from '@classy-book/contracts/notifications';
import { WebsocketService } from '../../core/services/websocket';
import { failure, render, settle, success } from '../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../core/testing/by-role';
import { press } from '../../core/testing/user';
import { idOf } from '../desk/attempts.test-support';
import { setUpDesk, type Desk } from '../desk/desk.test-support';
import { MailPanel } from './mail-panel';
import { NotificationBell } from './notification-bell';
import { NotificationsStore } from './notifications-store';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function notificationOf(number: number, different: Partial<Notification> = {}): Notification {
  return {
    id: idOf(number),
    at: new Date().toISOString(),
    kind: 'incident_opened',
    severity: 'critical',
    incidentKind: 'credential_stuffing',
    facts: { incidentId: idOf(7), number: 7, account: 'maya@example.org' },
    link: `/admin/incidents/${idOf(7)}`,
    readAt: null,
    ...different,
  };
}

describe('the bell', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function show(
    items: readonly Notification[] = [notificationOf(2), notificationOf(1, { readAt: new Date().toISOString() })],
  ) {
    desk = await setUpDesk({ page: EmptyPage, path: 'admin/incidents/:id' });
    desk.server.unread = 2;
    desk.api.routes.set('GET /notifications', () => ({
      success: true,
      data: items,
      pagination: { nextCursor: null, limit: 30 },
    }));
    desk.api.routes.set('GET /notifications/unread', () => success({ unread: 2 }));
    desk.api.routes.set('POST /notifications/read', () => success({ unread: 0 }));
    ({ page } = await render(NotificationBell));
    await desk.api.answer();
  }

  const open = async () => {
    byRole(page, 'button').click();
    await desk.api.answer();
    return byRole(document.body, 'dialog', 'Notifications');
  };

  it('says how much is unread, and what happened with a link to it', async () => {
    await show();
    expect(byRole(page, 'button', 'Notifications, 2 unread').getAttribute('aria-expanded')).toBe('false');
    const panel = await open();
    expect(allByRole(panel, 'listitem').map(tidy)).toEqual([
      'Unread: New incident: Credential stuffing (No. 7) Critical maya@example.org now',
      'New incident: Credential stuffing (No. 7) Critical maya@example.org now',
    ]);
    expect(allByRole(panel, 'link')[0]?.getAttribute('href')).toBe(`/admin/incidents/${idOf(7)}`);
  });

  it('tells learners and teachers in their own words, without a severity', async () => {
    const news = { severity: 'low', incidentKind: null, readAt: new Date().toISOString() } as const;
    await show([
      notificationOf(5, {
        ...news,
        kind: 'enrolment_requested',
        facts: { course: 'Algebra', name: 'Maya' },
        link: '/teach/7/people?status=pending',
      }),
      notificationOf(4, { ...news, kind: 'enrolment_decided', facts: { course: 'Algebra', approved: 0 } }),
    ]);
    const panel = await open();
    expect(allByRole(panel, 'listitem').map(tidy)).toEqual([
      'Maya asks to join Algebra now',
      'Your request to join Algebra was declined now',
    ]);
    expect(allByRole(panel, 'link')[0]?.getAttribute('href')).toBe('/teach/7/people?status=pending');
  });

  it('counts up and shows what is new while it is open', async () => {
    await show([]);
    const panel = await open();
    expect(tidy(panel)).toContain('No notifications');
    desk.server.sendRaw('notification:new', {
      unread: 3,
      notification: notificationOf(3, { facts: { number: 9, title: 'Stolen laptop' }, incidentKind: 'manual' }),
    });
    await settle();
    expect(byRole(page, 'button').getAttribute('aria-label')).toBe('Notifications, 3 unread');
    expect(tidy(panel)).toContain('New incident: Stolen laptop (No. 9)');
  });

  it('asks anew how much is unread after the connection was lost', async () => {
    await show();
    desk.server.unread = 100;
    desk.server.lose();
    desk.server.comeBack();
    await settle();
    expect(byRole(page, 'button').getAttribute('aria-label')).toBe('Notifications, more than 99 unread');
  });

  it('asks for the number with the pages that are opened where nobody tells it, but not with each', async () => {
    await show();
    const asked = () => desk.api.of('/notifications/unread').length;
    const visit = async (path: string) => {
      await TestBed.inject(Router).navigateByUrl(path);
      await desk.api.answer();
    };
    vi.spyOn(TestBed.inject(WebsocketService), 'state').mockReturnValue('idle');
    const [before, now] = [asked(), Date.now()];
    await visit('/admin/incidents/a');
    expect(asked()).toBe(before);
    vi.spyOn(TestBed.inject(WebsocketService), 'serverNow').mockReturnValue(now + 60_000);
    desk.api.routes.set('GET /notifications/unread', () => success({ unread: 5 }));
    await visit('/admin/incidents/b');
    expect(asked()).toBe(before + 1);
    expect(byRole(page, 'button').getAttribute('aria-label')).toBe('Notifications, 5 unread');
  });

  it('marks one as read that is followed, and all at once', async () => {
    await show();
    let panel = await open();
    allByRole(panel, 'link')[0]?.click();
    await desk.api.answer();
    expect(desk.api.of('/notifications/read')[0]?.body).toEqual({ ids: [idOf(2)] });
    expect(allByRole(document.body, 'dialog')).toHaveLength(0);
    desk.server.sendRaw('notification:new', { unread: 1, notification: notificationOf(4) });
    panel = await open();
    byRole(panel, 'button', 'Mark all as read').click();
    await desk.api.answer();
    expect(desk.api.of('/notifications/read')[1]?.body).toEqual({ upTo: idOf(2) });
    expect(byRole(page, 'button').getAttribute('aria-label')).toBe('Notifications');
  });

  it('closes with Escape and gives the focus back', async () => {
    await show();
    const panel = await open();
    press('Escape', panel);
    await settle();
    expect(document.activeElement).toBe(byRole(page, 'button'));
  });

  it('says what went wrong where the list cannot be loaded', async () => {
    await show();
    desk.api.failing.set('GET /notifications', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    expect(tidy(await open())).toContain('The notifications could not be loaded');
  });

  it('forgets everything with the session', async () => {
    await show();
    desk.auth.user.set(null);
    await settle();
    expect(TestBed.inject(NotificationsStore).unread()).toBe(0);
  });
});

describe('mails about incidents', () => {
  it('are wanted from a severity on', async () => {
    const desk = await setUpDesk();
    desk.api.routes.set('GET /notifications/preferences', () => success({ email: 'high' }));
    desk.api.routes.set('PUT /notifications/preferences', ({ body }) => success(body));
    const { page } = await render(MailPanel);
    await desk.api.answer();
    const select = byLabel(page, 'Mail me') as unknown as HTMLSelectElement;
    expect(select.value).toBe('high');
    select.value = 'none';
    select.dispatchEvent(new Event('change'));
    await desk.api.answer();
    expect(desk.api.asked.find(({ method }) => method === 'PUT')?.body).toEqual({ email: 'none' });
  });
});
