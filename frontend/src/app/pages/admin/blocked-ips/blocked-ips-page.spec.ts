import { TestBed } from '@angular/core/testing';
import type { BlockedIp, BlockRecord } from '@classy-book/contracts/blocking';
import { Router } from '@angular/router';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { blockOf, openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import BlockedIpsPage from './blocked-ips-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();
const at = () => new Date().toISOString();

describe('the blocked addresses', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function open(query = '', prepare: (desk: Desk) => void = () => undefined): Promise<void> {
    desk = await setUpDesk({ page: BlockedIpsPage });
    const blocks: (BlockedIp & Partial<BlockRecord>)[] = [
      {
        ...blockOf('203.0.113.0/24'),
        hits: 3,
        id: idOf(2),
        source: 'manual',
        attempts: 0,
        createdBy: 'nada@example.org',
        reason: 'Scanner',
      },
      blockOf('198.51.100.7/32', { id: idOf(1), permanent: true, blockedUntil: null }),
    ];
    desk.api.blocks = blocks;
    prepare(desk);
    ({ page } = await openPage(desk, query));
  }

  const rows = () =>
    allByRole(byRole(page, 'table', 'Blocked addresses'), 'row')
      .slice(1)
      .map(tidy);

  it('says of each what, why, by whom and until when', async () => {
    await open();
    const [range, address] = rows();
    expect(range).toMatch(/^203\.0\.113\.0\/24 .*Scanner By hand 3 (29:\d\d|30:00) nada@example\.org now/);
    expect(address).toMatch(/^198\.51\.100\.7 .*5 failed sign-ins Automatic 0 permanent the rules now/);
  });

  it('shows new blocks and lifted ones without a reload', async () => {
    await open();
    desk.server.send('monitoring:ip-blocked', [
      { id: idOf(8), at: at(), block: blockOf('192.0.2.9/32', { id: idOf(3) }) },
    ]);
    desk.server.send('monitoring:ip-unblocked', [{ id: idOf(9), at: at(), range: '203.0.113.0/24', by: 'nada' }]);
    await settle();
    expect(rows().map((row) => row.split(' ')[0])).toEqual(['192.0.2.9', '198.51.100.7']);
    expect(desk.api.of('/blocked-ips')).toHaveLength(1);
  });

  it('keeps its filters in the URL and asks the server with them', async () => {
    await open('?state=all&source=manual&address=203.0.113.9');
    expect(Object.fromEntries(desk.api.of('/blocked-ips')[0]?.params ?? [])).toEqual({
      state: 'all',
      source: 'manual',
      address: '203.0.113.9',
      match: 'overlaps',
      limit: '100',
    });
    byRole(page, 'button', 'Source: By hand').click();
    await settle();
    byLabel(document.body, 'Automatic').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?state=all&source=auto&address=203.0.113.9');
  });

  it('lifts the block of one address at once and can undo it', async () => {
    await open();
    byRole(page, 'button', 'Unblock 198.51.100.7').click();
    await desk.api.answer();
    expect(desk.api.of('/unblock-ip')[0]?.body).toEqual({ address: '198.51.100.7/32' });
    TestBed.inject(ToastService).toasts()[0]?.action?.run();
    await desk.api.answer();
    expect(desk.api.of('/block-ip')[0]?.body).toEqual({
      address: '198.51.100.7/32',
      reason: '5 failed sign-ins',
      permanent: true,
    });
  });

  it('asks before it lifts the block of a whole range', async () => {
    await open();
    byRole(page, 'button', 'Unblock 203.0.113.0/24').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Lift the whole block?'), 'button', 'Cancel').click();
    await desk.api.answer();
    expect(desk.api.of('/unblock-ip')).toHaveLength(0);
  });

  it('blocks an address that is typed, and says what is wrong with one that is none', async () => {
    await open();
    byRole(page, 'button', 'Block an address').click();
    await desk.api.answer();
    const dialog = byRole(document.body, 'dialog', 'Block an address');
    const type = (label: string, text: string) => {
      const field = byLabel(dialog, label);
      field.value = text;
      field.dispatchEvent(new Event('input'));
      field.dispatchEvent(new Event('blur'));
    };
    type('Address or range', '203.0.113.5/24');
    byRole(dialog, 'button', 'Block').click();
    await desk.api.answer();
    expect(tidy(dialog)).toContain('Did you mean 203.0.113.0/24?');
    expect(tidy(dialog)).toContain('This is needed.');
    type('Address or range', '203.0.113.0/24');
    type('Reason', 'Scanner');
    byLabel(dialog, 'Permanent').click();
    await settle();
    byRole(dialog, 'button', 'Block').click();
    await desk.api.answer();
    expect(desk.api.of('/block-ip')[0]?.body).toEqual({
      address: '203.0.113.0/24',
      reason: 'Scanner',
      permanent: true,
      confirmSelf: false,
    });
  });

  it('warns before it blocks the administrator, and wants that said twice', async () => {
    await open('', ({ api }) => {
      api.ownAddress = '203.0.113.99';
    });
    byRole(page, 'button', 'Block an address').click();
    await desk.api.answer();
    const dialog = byRole(document.body, 'dialog', 'Block an address');
    for (const [label, text] of [
      ['Address or range', '203.0.113.5'],
      ['Reason', 'Scanner'],
    ] as const) {
      const field = byLabel(dialog, label);
      field.value = text;
      field.dispatchEvent(new Event('input'));
    }
    await settle();
    expect(allByRole(dialog, 'alert')).toHaveLength(0);
    byLabel(dialog, /203\.0\.113\.0\/24/).click();
    await settle();
    expect(tidy(byRole(dialog, 'alert'))).toContain('203.0.113.99 is your own address');
    const submit = byRole(dialog, 'button', 'Block') as HTMLButtonElement;
    expect(submit.disabled).toBe(true);
    byLabel(dialog, /block it all the same/).click();
    await settle();
    submit.click();
    await desk.api.answer();
    expect(desk.api.of('/block-ip')[0]?.body).toMatchObject({ address: '203.0.113.0/24', confirmSelf: true });
  });

  it('loads further pages as the end comes near, each row once', async () => {
    await open('', ({ api }) => {
      api.pageSize = 5;
      api.blocks = Array.from({ length: 12 }, (_, index) =>
        blockOf(`198.51.100.${String(index)}/32`, { id: idOf(100 - index) }),
      );
    });
    await desk.api.answer();
    expect(rows()).toHaveLength(12);
    expect(desk.api.of('/blocked-ips')).toHaveLength(3);
    expect(tidy(page)).toContain('That is all.');
  });

  it('offers nothing to those who may only look', async () => {
    desk = await setUpDesk({ page: BlockedIpsPage, without: 'monitoring:block' });
    desk.api.blocks = [blockOf('203.0.113.77/32')];
    ({ page } = await openPage(desk));
    expect(allByRole(page, 'button', /Block|Unblock/)).toHaveLength(0);
  });

  it('says that nothing is blocked, and what went wrong when that is not known', async () => {
    await open('', ({ api }) => {
      api.blocks = [];
    });
    expect(tidy(page)).toContain('No address is blocked');
    desk.api.failing.set('/blocked-ips', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await TestBed.inject(Router).navigateByUrl('/page?state=expired');
    await desk.api.answer();
    expect(tidy(page)).toContain('The blocked addresses could not be loaded');
  });
});
