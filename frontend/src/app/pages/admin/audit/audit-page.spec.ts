import { TestBed } from '@angular/core/testing';
import { Clipboard } from '@angular/cdk/clipboard';
import { Router } from '@angular/router';
import type { AuditDetail, AuditEntry, AuditSealView, AuditVerification } from '@classy-book/contracts/audit';
import { failure, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { press, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { pageOf } from '../../../shared/people/people.test-support';
import AuditPage from './audit-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function entryOf(n: number, different: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: idOf(n),
    timestamp: new Date(Date.now() - 180_000).toISOString(),
    action: 'account.administered',
    actor: { kind: 'user', name: 'maya@example.org', userId: idOf(90) },
    resourceType: 'account',
    resourceId: 'leo@example.org',
    ipAddress: '203.0.113.7',
    requestId: 'request-1',
    details: { change: 'role_changed', from: 'user', to: 'admin' },
    ...different,
  };
}

const detailOf = (entry: AuditEntry): AuditDetail => ({
  ...entry,
  before: { role: 'user' },
  after: { role: 'admin' },
  chain: { writer: 'aabb', seq: 1_234, prevHash: 'c'.repeat(64), hash: 'd'.repeat(64) },
  sameRequest: [entryOf(2, { action: 'sessions.ended', details: {} })],
});

const verificationOf = (different: Partial<AuditVerification> = {}): AuditVerification => ({
  ...{ id: idOf(50), startedAt: '2026-11-20T10:00:00Z', endedAt: '2026-11-20T10:00:02Z', by: 'system', ok: true },
  ...{ checked: 1_500, lastRecordId: idOf(1), lastRecordAt: '2026-11-20T09:59:00Z', broken: null },
  ...{ checkpoints: 12, newestCheckpoint: null, ends: [] },
  ...different,
});

const sealOf = (different: Partial<AuditSealView> = {}): AuditSealView => ({
  ...{ verification: verificationOf(), running: null, checkpoint: null, publicKey: 'k'.repeat(43) },
  ...{ file: '/data/audit-checkpoints.jsonl', webhook: null, checkpointMinutes: 5, verifyHours: 24, retentionDays: 0 },
  ...different,
});

describe('the audit log', () => {
  let desk: Desk;
  let page: HTMLElement;
  let seal: AuditSealView;

  async function open(query = '', locale: 'en' | 'ar' = 'en'): Promise<void> {
    desk = await setUpDesk({ page: AuditPage, role: 'super_admin', locale });
    const entries = [
      entryOf(1),
      entryOf(2, { action: 'sessions.ended', details: {} }),
      entryOf(3, {
        action: 'something.new',
        actor: { kind: 'system', name: 'system', userId: null },
        ipAddress: null,
      }),
    ];
    desk.api.routes.set('GET /monitoring/audit-logs', () => pageOf(entries));
    desk.api.routes.set('GET /monitoring/audit-logs/actions', () =>
      success({ actions: ['account.administered', 'something.new'] }),
    );
    desk.api.routes.set('GET /monitoring/audit/seal', () => success(seal));
    for (const entry of entries) {
      desk.api.routes.set(`GET /monitoring/audit-logs/${entry.id}`, () => success(detailOf(entry)));
    }
    ({ page } = await openPage(desk, query));
  }

  beforeEach(() => {
    seal = sealOf();
  });

  const rows = () =>
    allByRole(byRole(page, 'table', 'Audit log'), 'row')
      .slice(1)
      .map(tidy);
  const card = () => byRole(page, 'region', 'The seal of the audit log');
  const clickOn = async (name: string | RegExp, within: HTMLElement = page) => {
    byRole(within, 'button', name).click();
    await desk.api.answer();
  };

  it('says in words what happened, who did it, to what and from where', async () => {
    await open();
    expect(rows()).toEqual([
      '3 min Role changed maya@example.org leo@example.org 203.0.113.7',
      '3 min Sessions ended maya@example.org leo@example.org 203.0.113.7',
      '3 min something.new The system leo@example.org –',
    ]);
  });

  it('asks the server with the filters and the order of the URL', async () => {
    await open('?actor=maya@example.org&action=account.*&resourceType=account&resourceId=x&sort=timestamp');
    expect(Object.fromEntries(desk.api.of('/audit-logs')[0]?.params ?? [])).toEqual({
      actor: 'maya@example.org',
      action: 'account.*',
      resourceType: 'account',
      resourceId: 'x',
      sort: 'timestamp',
      limit: '100',
    });
  });

  it('filters by who did it, and keeps that in the URL', async () => {
    await open();
    await clickOn('Who');
    const dialog = byRole(document.body, 'dialog', 'Who');
    type(byLabel(dialog, /Who/), 'Leo@Example.org');
    await clickOn('Apply', dialog);
    expect(TestBed.inject(Router).url).toContain('actor=leo@example.org');
    expect(desk.api.of('/audit-logs').at(-1)?.params.get('actor')).toBe('leo@example.org');
  });

  it('filters by a time from one moment to another, and says what is wrong with one', async () => {
    await open();
    await clickOn('Time: any');
    const dialog = byRole(document.body, 'dialog', 'Time');
    type(byLabel(dialog, 'From'), '2026-11-20T10:00:00');
    type(byLabel(dialog, /To/), '2026-11-20T09:00:00');
    await clickOn('Apply', dialog);
    expect(textOf(dialog)).toContain('later than the beginning');
    type(byLabel(dialog, /To/), '2026-11-20T11:00:00');
    await clickOn('Apply', dialog);
    const { params } = desk.api.of('/audit-logs').at(-1) ?? {};
    expect([params?.get('from'), params?.get('to')]).toEqual([
      new Date('2026-11-20T10:00:00').toISOString(),
      new Date('2026-11-20T11:00:00').toISOString(),
    ]);
  });

  it('opens a record with what was before and after, and its place in the chain', async () => {
    await open();
    await clickOn('Role changed');
    expect(TestBed.inject(Router).url).toContain(`record=${idOf(1)}`);
    const record = byRole(page, 'complementary', 'Record');
    const change = allByRole(byRole(record, 'table', 'What changed'), 'row').map(tidy);
    expect(change).toEqual(['Field Before After', 'role user admin']);
    expect(tidy(record)).toContain('1,234');
    const copy = vi.spyOn(TestBed.inject(Clipboard), 'copy').mockReturnValue(true);
    await clickOn('Copy the id of the request', record);
    expect(copy).toHaveBeenCalledExactlyOnceWith('request-1');
    await clickOn('Sessions ended', record);
    expect(TestBed.inject(Router).url).toContain(`record=${idOf(2)}`);
  });

  it('asks for no other list when a record is opened, and closes it with Escape', async () => {
    await open(`?record=${idOf(1)}`);
    const asked = desk.api.of('/audit-logs').length;
    press('Escape', byRole(page, 'heading', 'Role changed'));
    await desk.api.answer();
    expect(TestBed.inject(Router).url).not.toContain('record');
    expect(desk.api.of('/audit-logs')).toHaveLength(asked);
  });

  it('shows everything of the same request', async () => {
    await open(`?record=${idOf(1)}`);
    await clickOn('Show the whole request');
    expect(desk.api.of('/audit-logs').at(-1)?.params.get('requestId')).toBe('request-1');
  });

  it('says that a record is gone', async () => {
    await open();
    desk.api.failing.set(`/audit-logs/${idOf(2)}`, { status: 404, body: failure('NOT_FOUND') });
    await clickOn('Sessions ended');
    expect(textOf(byRole(page, 'alert'))).toContain('could not be loaded');
  });

  it('has a seal that says up to where the log was proved', async () => {
    await open();
    expect(tidy(card())).toContain('Whole up to');
    expect(tidy(card())).toContain('1,500 records proved · compared with 12 checkpoints');
    expect(tidy(card())).toContain('the system');
  });

  it('verifies now, and shows what was found', async () => {
    await open();
    const result = verificationOf({
      ok: false,
      broken: { kind: 'edited', recordId: idOf(3), writer: 'aabb', seq: 7, explanation: 'What it says is not it.' },
    });
    desk.api.texts.set(
      '/audit/verify',
      `${JSON.stringify({ type: 'progress', checked: 5, total: 10 })}\n${JSON.stringify({ type: 'result', verification: result })}\n`,
    );
    seal = sealOf({ verification: result });
    await clickOn('Verify now');
    expect(tidy(card())).toContain('Broken');
    expect(tidy(card())).toContain('Record 7 of chain aabb');
    await clickOn('Show the record', card());
    expect(TestBed.inject(Router).url).toContain(`record=${idOf(3)}`);
  });

  it('says that another verification is running, or that one did not come to its end', async () => {
    await open();
    desk.api.failing.set('/audit/verify', { status: 429, body: failure('RATE_LIMITED') });
    await clickOn('Verify now');
    expect(tidy(card())).toContain('Another verification is running');
    desk.api.failing.clear();
    desk.api.texts.set('/audit/verify', `${JSON.stringify({ type: 'progress', checked: 5, total: 10 })}\n`);
    await clickOn('Verify now');
    expect(tidy(card())).toContain('did not come to its end');
  });

  it('exports what the filters keep, as CSV or JSON lines', async () => {
    URL.createObjectURL = () => 'blob:file';
    await open('?action=role.changed');
    await clickOn('Export');
    byRole(page, 'menuitem', 'As JSON lines').click();
    await desk.api.answer();
    expect(Object.fromEntries(desk.api.of('/export')[0]?.params ?? [])).toEqual({
      action: 'role.changed',
      format: 'jsonl',
    });
  });

  it('tells nothing, nothing under a filter and failure apart', async () => {
    await open('?actor=nobody@example.org');
    desk.api.routes.set('GET /monitoring/audit-logs', () => pageOf([]));
    await clickOn('Clear filters');
    expect(tidy(page)).toContain('Nothing is on record yet');
    desk.api.failing.set('/audit-logs', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await clickOn('Time');
    expect(tidy(page)).toContain('The audit log could not be loaded');
  });

  it('speaks Arabic', async () => {
    await open('', 'ar');
    expect(textOf(byRole(page, 'heading', 'سجل التدقيق'))).toBeTruthy();
    expect(tidy(page)).toContain('تغيّر الدور');
  });
});
