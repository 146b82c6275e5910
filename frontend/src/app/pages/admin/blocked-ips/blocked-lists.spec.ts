import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { BlockManyRequestInput, BulkLine } from '@classy-book/contracts/blocking';
import { ToastService } from '../../../core/services/toasts';
import { settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { blockOf, openPage, recordOf, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import BlockedIpsPage from './blocked-ips-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();
const at = () => new Date().toISOString();

describe('lists, the allow list and the test box', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function open(prepare: (desk: Desk) => void = () => undefined): Promise<void> {
    desk = await setUpDesk({ page: BlockedIpsPage });
    desk.api.blocks = [
      blockOf('203.0.113.7/32', { id: idOf(2), source: 'manual', reason: 'Scanner', createdBy: 'nada@example.org' }),
      blockOf('203.0.113.8/32', { id: idOf(1) }),
    ];
    prepare(desk);
    ({ page } = await openPage(desk));
  }
  const dialog = (name: string) => byRole(document.body, 'dialog', name);
  const type = (within: HTMLElement, label: string, text: string) => {
    const field = byLabel(within, label);
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  const line = (number: number, range: string, outcome: BulkLine['outcome'], message: string | null = null) => ({
    ...{ line: number, range, outcome, message, reason: 'Feed', code: null, covers: 0, allowed: 0 },
    ...{ blockedUntil: null, permanent: true },
  });
  const noRelations = { covers: some(), coveredBy: some(), allowed: some() };

  function some(...ranges: string[]) {
    return { count: ranges.length, ranges };
  }

  it('shows what would become of each pasted line, then blocks the list and can undo it', async () => {
    await open();
    const lines = [line(1, '198.51.100.1/32', 'blocked'), line(2, 'x', 'refused', 'must be an address')];
    const counts = { blocked: 1, already: 0, covered: 0, own_address: 0, refused: 1 };
    desk.api.routes.set('POST /monitoring/block-ips', ({ body }) => {
      const { dryRun = false } = body as BlockManyRequestInput;
      return success({ dryRun, counts, lines });
    });
    desk.api.routes.set('POST /monitoring/unblock-ips', () => success({ unblocked: 1, lines: [] }));
    byRole(page, 'button', 'Block a list').click();
    await settle();
    const list = dialog('Block a list of addresses');
    byRole(list, 'button', 'Check the list').click();
    await settle();
    expect(tidy(list)).toContain('This is needed.');
    expect(desk.api.of('/block-ips')).toHaveLength(0);
    type(list, 'Addresses and ranges, one in a line', '198.51.100.1\nx');
    type(list, 'Reason', 'Feed');
    byLabel(list, 'Permanent').click();
    await settle();
    byRole(list, 'button', 'Check the list').click();
    await desk.api.answer();
    expect(allByRole(list, 'listitem').map(tidy)).toEqual([
      '1 198.51.100.1 will be blocked',
      '2 x not possible must be an address',
    ]);
    byRole(list, 'button', 'Block 1 line').click();
    await desk.api.answer();
    expect(desk.api.of('/block-ips').map(({ body }) => body)).toEqual([
      { text: '198.51.100.1\nx', reason: 'Feed', permanent: true, confirmSelf: false, dryRun: true },
      { text: '198.51.100.1\nx', reason: 'Feed', permanent: true, confirmSelf: false },
    ]);
    TestBed.inject(ToastService).toasts()[0]?.action?.run();
    await desk.api.answer();
    expect(desk.api.of('/unblock-ips')[0]?.body).toEqual({ addresses: ['198.51.100.1/32'] });
  });

  it('looks at a list again after it was changed', async () => {
    await open();
    const counts = { blocked: 1, already: 0, covered: 0, own_address: 0, refused: 0 };
    desk.api.routes.set('POST /monitoring/block-ips', () =>
      success({ dryRun: true, counts, lines: [line(1, '198.51.100.1/32', 'blocked')] }),
    );
    byRole(page, 'button', 'Block a list').click();
    await settle();
    const list = dialog('Block a list of addresses');
    type(list, 'Addresses and ranges, one in a line', '198.51.100.1');
    type(list, 'Reason', 'Feed');
    await settle();
    byRole(list, 'button', 'Check the list').click();
    await desk.api.answer();
    expect(allByRole(list, 'button', 'Block 1 line')).toHaveLength(1);
    type(list, 'Addresses and ranges, one in a line', '198.51.100.2');
    await settle();
    expect(allByRole(list, 'button', 'Block 1 line')).toHaveLength(0);
  });

  it('lifts the chosen blocks together, after asking', async () => {
    await open();
    desk.api.routes.set('POST /monitoring/unblock-ips', () => success({ unblocked: 2, lines: [] }));
    byLabel(page, 'Select all').click();
    await settle();
    byRole(byRole(page, 'group', 'Selection'), 'button', 'Unblock').click();
    await settle();
    byRole(dialog('Lift 2 blocks?'), 'button', 'Lift the block').click();
    await desk.api.answer();
    expect(desk.api.of('/unblock-ips')[0]?.body).toEqual({ addresses: ['203.0.113.7/32', '203.0.113.8/32'] });
    expect(tidy(byRole(page, 'group', 'Selection'))).toBe('Select all');
  });

  it('keeps the allow list: what is on it, one more, one less with undo', async () => {
    const entry = {
      ...{ id: idOf(7), range: '192.0.2.0/24', note: 'Office', until: null },
      ...{ createdBy: 'nada@example.org', createdAt: at() },
    };
    await open(({ api }) => {
      api.allowed = [entry];
    });
    desk.api.routes.set('POST /monitoring/allowed-ips', () => success(entry));
    desk.api.routes.set(`DELETE /monitoring/allowed-ips/${entry.id}`, () => success(null));
    expect(tidy(byRole(page, 'list', 'Allow list'))).toContain('192.0.2.0/24 Office · nada@example.org');
    byRole(page, 'button', 'Allow an address').click();
    await settle();
    const form = dialog('Allow an address');
    type(form, 'Address or range', '198.51.100.5');
    type(form, 'Why', 'Partner');
    await settle();
    byRole(form, 'button', 'Allow').click();
    await desk.api.answer();
    expect(desk.api.of('/allowed-ips').find(({ method }) => method === 'POST')?.body).toEqual({
      address: '198.51.100.5',
      note: 'Partner',
    });
    byRole(page, 'button', 'Remove 192.0.2.0/24 from the allow list').click();
    await settle();
    byRole(dialog('Take 192.0.2.0/24 off the allow list?'), 'button', 'Remove').click();
    await desk.api.answer();
    TestBed.inject(ToastService).toasts().at(-1)?.action?.run();
    await desk.api.answer();
    expect(desk.api.of('/allowed-ips').filter(({ method }) => method === 'POST')[1]?.body).toEqual({
      address: '192.0.2.0/24',
      note: 'Office',
    });
  });

  it('says whether an address would be let in, and why', async () => {
    await open();
    desk.api.routes.set('GET /monitoring/blocked-ips/check', () =>
      success({
        ...{ range: '203.0.113.9/32', verdict: 'nobody', allowedBy: null, relations: noRelations },
        ...{ pastBlocks: 2, growingMinutes: 1_440, holds: [] },
        blocks: [
          recordOf(
            blockOf('203.0.113.0/24', { source: 'manual', reason: 'Scanner', permanent: true, blockedUntil: null }),
          ),
        ],
      }),
    );
    const box = byRole(page, 'heading', 'Would it be let in?').parentElement as HTMLElement;
    type(box, 'Address or range', 'here');
    byRole(box, 'button', 'Check').click();
    await settle();
    expect(tidy(box)).toContain('neither an IP address nor a CIDR range');
    type(box, 'Address or range', '203.0.113.9');
    byRole(box, 'button', 'Check').click();
    await desk.api.answer();
    expect(tidy(box)).toContain('203.0.113.9 is kept out. 203.0.113.0/24 · Scanner · By hand · permanent');
    expect(tidy(box)).toContain('Blocked 2 times in the last 90 days.');
  });

  it('shows the blocks that a range had, and sorts by hits', async () => {
    await open();
    byRole(page, 'button', 'History of 203.0.113.7').click();
    desk.api.blocks = [
      {
        ...blockOf('203.0.113.7/32', { id: idOf(9), reason: 'Spam', source: 'manual', createdBy: 'nada@example.org' }),
        ...{ hits: 4, endedAt: at(), ending: 'lifted', endedBy: 'omar@example.org' },
      },
    ];
    await desk.api.answer();
    const history = tidy(dialog('Blocks of 203.0.113.7'));
    expect(history).toMatch(/Spam By hand · nada@example\.org .* lifted · omar@example\.org .* 4 requests refused/);
    byRole(dialog('Blocks of 203.0.113.7'), 'button', 'Close').click();
    await settle();
    byRole(page, 'button', 'Hits').click();
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe('/page?sort=hits');
    expect(desk.api.of('/blocked-ips').at(-1)?.params.get('sort')).toBe('hits');
  });
});
