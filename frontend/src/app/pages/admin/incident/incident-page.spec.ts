import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ContainmentAction } from '@classy-book/contracts/containment';
import type { IncidentDetail, IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { incidentEvent, incidentOf } from '../../../shared/desk/incidents.test-support';
import IncidentPage from './incident-page';
import ReportPage from './report-page';

const ID = idOf(7);
const PATH = `/monitoring/incidents/${ID}`;
const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();
const at = '2026-11-20T09:30:00.000Z';

function detailOf(different: Partial<IncidentDetail> = {}): IncidentDetail {
  const entity = { userId: null, events: 12, failed: 12, succeeded: 0, firstSeen: at, lastSeen: at, contained: false };
  return {
    ...incidentOf(7, { version: 3 }),
    entities: [
      { ...entity, type: 'account', value: 'maya.haddad@example.org', userId: idOf(9) },
      { ...entity, type: 'network', value: '203.0.113.77/32', contained: true },
    ],
    facts: { attempts: 12, threshold: 10, windowMinutes: 15 },
    containment: null,
    ...different,
  };
}

function entry(id: number, kind: IncidentTimelineEntry['type'], different: Partial<IncidentTimelineEntry> = {}) {
  return { id: idOf(id), at, type: kind, actor: 'system', text: null, details: {}, ...different };
}

function action(id: string, different: Partial<ContainmentAction> = {}): ContainmentAction {
  const [kind = '', target = ''] = id.split(/:(.*)/);
  return {
    id,
    type: kind as ContainmentAction['type'],
    target,
    recommended: true,
    undoable: kind.startsWith('block') || kind.startsWith('lock'),
    obstacle: null,
    sessions: null,
    ...different,
  };
}

describe('the page of an incident', () => {
  let desk: Desk;
  let page: HTMLElement;
  let detail: IncidentDetail;
  let story: IncidentTimelineEntry[];

  async function open(
    different: Partial<IncidentDetail> = {},
    prepare: (desk: Desk) => void = () => undefined,
    component: typeof IncidentPage | typeof ReportPage = IncidentPage,
  ) {
    desk = await setUpDesk({ page: component, path: 'page/:id' });
    detail = detailOf(different);
    story = [
      entry(1, 'detected', { details: { rule: 'brute_force', severity: 'high', attempts: 12, threshold: 10 } }),
      entry(2, 'evidence', {
        details: {
          action: 'sign-in.attempted',
          email: 'maya.haddad@example.org',
          ipAddress: '203.0.113.77',
          outcome: 'failed',
          reason: 'wrong_password',
        },
      }),
    ];
    const { routes } = desk.api;
    routes.set(`GET ${PATH}`, () => success(detail));
    routes.set(`GET ${PATH}/timeline`, () => ({
      success: true,
      data: story,
      pagination: { nextCursor: null, limit: 100 },
    }));
    routes.set('GET /monitoring/incidents/assignees', () => success([{ id: idOf(50), email: 'nada@example.org' }]));
    prepare(desk);
    const harness = await RouterTestingHarness.create();
    page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await harness.navigateByUrl(`/page/${ID}`);
    await desk.api.answer();
  }

  const calls = (method: string, path = PATH) => desk.api.of(path).filter((call) => call.method === method);
  const toasts = () =>
    TestBed.inject(ToastService)
      .toasts()
      .map(({ message }) => message);

  it('says what it is, who has a part in it, and what the rule had before it', async () => {
    await open();
    expect(byRole(page, 'heading', 'Brute force')).toBeTruthy();
    expect(byRole(page, 'link', 'maya.haddad@example.org').getAttribute('href')).toBe(`/admin/users/${idOf(9)}`);
    expect(byRole(page, 'link', '203.0.113.77').getAttribute('href')).toContain(
      '/admin/monitoring?range=7d&address=203.0.113.77',
    );
    expect(tidy(page)).toMatch(/203\.0\.113\.77 12 events · .* Blocked/);
    expect(tidy(byRole(page, 'region', 'What the rule had before it'))).toMatch(
      /Failed sign-ins 12 Limit 10 Within minutes 15/,
    );
    expect(tidy(byRole(page, 'list', 'Story'))).toContain('Detected: Brute force');
    expect(tidy(byRole(page, 'table', 'Newest evidence'))).toContain(
      'Sign-in: Wrong password maya.haddad@example.org 203.0.113.77',
    );
    expect(byRole(page, 'link', 'Related attempts').getAttribute('href')).toContain('address=203.0.113.77');
  });

  it('is acknowledged with its version, and that can be taken back', async () => {
    await open({}, ({ api }) => {
      api.routes.set(`PATCH ${PATH}`, ({ body }) => {
        const { state } = body as { state: IncidentDetail['state'] };
        detail = { ...detail, state, version: detail.version + 1 };
        return success(detail);
      });
    });
    byRole(page, 'button', 'Acknowledge').click();
    await desk.api.answer();
    expect(calls('PATCH')[0]?.body).toEqual({ version: 3, state: 'acknowledged' });
    expect(toasts()).toEqual(['The incident is now: Acknowledged']);
    TestBed.inject(ToastService).toasts()[0]?.action?.run();
    await desk.api.answer();
    expect(calls('PATCH')[1]?.body).toEqual({ version: 4, state: 'open' });
  });

  it('explains that somebody else was faster, and shows how it stands now', async () => {
    await open({}, ({ api }) => {
      api.failing.set(`PATCH ${PATH}`, { status: 409, body: failure('CONFLICT') });
    });
    detail = { ...detail, state: 'resolved', version: 4 };
    byRole(page, 'button', 'False alarm').click();
    await desk.api.answer();
    expect(tidy(byRole(page, 'alert'))).toContain('Somebody else was faster');
    expect(byRole(page, 'button', 'Reopen')).toBeTruthy();
    byRole(page, 'button', 'Understood').click();
    await settle();
    expect(allByRole(page, 'alert')).toHaveLength(0);
    expect(toasts()).toEqual([]);
  });

  it('is given to a colleague', async () => {
    await open({}, ({ api }) => {
      api.routes.set(`PATCH ${PATH}`, () =>
        success({ ...detail, assignee: { id: idOf(50), email: 'nada@example.org' }, version: 4 }),
      );
    });
    const select = byLabel(page, 'Assignee') as unknown as HTMLSelectElement;
    select.value = idOf(50);
    select.dispatchEvent(new Event('change'));
    await desk.api.answer();
    expect(calls('PATCH')[0]?.body).toEqual({ version: 3, assigneeId: idOf(50) });
    expect(toasts()).toEqual(['The incident is given to nada@example.org']);
  });

  it('keeps a note and shows it', async () => {
    await open({}, ({ api }) => {
      api.routes.set(`POST ${PATH}/notes`, ({ body }) => {
        story.push(entry(3, 'note', { actor: 'maya@example.org', text: (body as { text: string }).text }));
        return success(null);
      });
    });
    type(byLabel(page, 'Write a note'), 'Called her.\nIt was not her.');
    submit(page);
    await desk.api.answer();
    expect(tidy(byRole(page, 'list', 'Story'))).toContain('maya@example.org wrote');
    expect(page.querySelector('.note')?.textContent).toBe('Called her.\nIt was not her.');
    expect(byLabel(page, 'Write a note').value).toBe('');
  });

  it('is contained after everything was listed, and undone once', async () => {
    const results = [
      {
        id: 'block_network:203.0.113.77/32',
        type: 'block_network' as const,
        target: '203.0.113.77/32',
        outcome: 'done' as const,
        problem: null,
      },
    ];
    const containment = { at, by: 'maya@example.org', until: at, results, undoneAt: null, undoneBy: null };
    await open({}, ({ api }) => {
      api.routes.set(`GET ${PATH}/containment`, () =>
        success({
          version: 3,
          actions: [
            action('block_network:203.0.113.77/32'),
            action('block_network:192.0.2.0/24', { recommended: false, obstacle: 'own_address' }),
            action('lock_account:root@example.org', { recommended: false, obstacle: 'protected_account' }),
            action('end_sessions:maya.haddad@example.org', { recommended: false, sessions: 2 }),
          ],
        }),
      );
      api.routes.set(`POST ${PATH}/containment`, () => success({ ...detail, containment, version: 4 }));
      api.routes.set(`POST ${PATH}/containment/undo`, () =>
        success({ ...detail, containment: { ...containment, undoneAt: at, undoneBy: 'maya@example.org' }, version: 5 }),
      );
    });
    byRole(page, 'button', 'Contain …').click();
    await desk.api.answer();
    const dialog = byRole(document.body, 'dialog', 'Contain this incident');
    const box = (label: RegExp) => byLabel(dialog, label);
    expect(box(/^203/).checked).toBe(true);
    expect(box(/^root/).disabled).toBe(true);
    expect(tidy(dialog)).toContain('The primary administrator cannot be locked');
    expect(tidy(dialog)).toContain('ends 2 sessions');
    box(/^192/).click();
    await settle();
    const send = byRole(dialog, 'button', 'Do 2 actions') as HTMLButtonElement;
    expect(tidy(byRole(dialog, 'alert'))).toContain('This would block your own address');
    expect(send.disabled).toBe(true);
    box(/^192/).click();
    byLabel(dialog, '7 days').click();
    await settle();
    byRole(dialog, 'button', 'Do 1 action').click();
    await desk.api.answer();
    expect(calls('POST', '/containment')[0]?.body).toEqual({
      version: 3,
      actions: ['block_network:203.0.113.77/32'],
      minutes: 10_080,
      confirmSelf: false,
    });
    expect(toasts()).toEqual(['Contained: 1 action done']);
    byRole(page, 'button', 'Undo').click();
    await desk.api.answer();
    expect(calls('POST', '/undo')[0]?.body).toEqual({ version: 4 });
    expect(allByRole(page, 'button', 'Undo')).toHaveLength(0);
    expect(tidy(page)).toContain('Undone by maya@example.org');
  });

  it('changes while it is read', async () => {
    await open();
    desk.server.send('monitoring:incident', [
      incidentEvent(90, incidentOf(7, { state: 'resolved', severity: 'critical', version: 4 }), 'updated'),
    ]);
    await settle();
    expect(byRole(page, 'button', 'Reopen')).toBeTruthy();
    expect(tidy(page.querySelector('app-incident-head'))).toContain('Critical');
  });

  it('can only be read by those who do not handle incidents', async () => {
    desk = await setUpDesk({ page: IncidentPage, path: 'page/:id', without: 'incidents:manage' });
    desk.api.routes.set(`GET ${PATH}`, () => success(detailOf()));
    const harness = await RouterTestingHarness.create();
    page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await harness.navigateByUrl(`/page/${ID}`);
    await desk.api.answer();
    expect(allByRole(page, 'button', /Acknowledge|Contain|Resolve|Add note/)).toHaveLength(0);
    expect(desk.api.of('/assignees')).toHaveLength(0);
  });

  it('says that there is no such incident', async () => {
    await open({}, ({ api }) => {
      api.failing.set(PATH, { status: 404, body: failure('NOT_FOUND') });
    });
    expect(tidy(page)).toContain('There is no such incident');
  });

  it('is told on paper: summary, times, who, what was done, the story and the evidence', async () => {
    await open({ closedAt: at, state: 'resolved' }, () => undefined, ReportPage);
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    expect(byRole(page, 'heading', 'Brute force')).toBeTruthy();
    expect(tidy(byRole(page, 'region', 'Summary'))).toMatch(
      /Brute force, severity High, state: Resolved\. .*12 events were seen: 12 failed/,
    );
    expect(tidy(byRole(page, 'region', 'What was done'))).toContain('It was not contained.');
    expect(tidy(byRole(page, 'region', 'Who was concerned'))).toContain('203.0.113.77 · Blocked');
    expect(tidy(byRole(page, 'region', 'Story'))).toContain('Detected: Brute force');
    expect(tidy(byRole(page, 'region', 'Newest evidence'))).toContain('Wrong password');
    byRole(page, 'button', 'Print or save as PDF').click();
    expect(print).toHaveBeenCalledTimes(1);
    print.mockRestore();
  });
});
