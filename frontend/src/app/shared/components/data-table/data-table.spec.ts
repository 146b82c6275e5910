import { Component, signal, viewChild } from '@angular/core';
import { render, settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { setUpDesk } from '../../desk/desk.test-support';
import { DataTable, type TableState } from './data-table';
import { TableRow } from './table-row';

@Component({
  imports: [DataTable, TableRow],
  template: `
    <app-data-table
      label="Things"
      [columns]="columns"
      [state]="state()"
      [more]="more()"
      [inPlace]="inPlace()"
      (focused)="focused.set($event)"
      (sorted)="sorted.push($event)"
      (endReached)="ends.set(ends() + 1)"
      (scrolledAway)="away.set($event)"
    >
      <ng-template [appTableRow]="rows()" let-row let-index="index">
        <td role="cell">
          <button type="button" class="row-open">{{ row.id }} at {{ index }}</button>
        </td>
      </ng-template>
      <p empty>Nothing here</p>
      <p failed>It failed</p>
    </app-data-table>
  `,
})
class Host {
  readonly columns = [{ key: 'name', label: 'Name', sort: 'ascending' as const }];
  readonly rows = signal(Array.from({ length: 500 }, (_, index) => ({ id: `thing-${String(index)}` })));
  readonly state = signal<TableState>('ready');
  readonly more = signal(false);
  readonly inPlace = signal(false);
  readonly focused = signal(false);
  readonly ends = signal(0);
  readonly away = signal(false);
  readonly sorted: string[] = [];
  readonly table = viewChild.required<DataTable<{ id: string }>>(DataTable);
}

describe('a table of many rows', () => {
  async function show() {
    await setUpDesk();
    const { page, fixture } = await render(Host);
    await settle();
    return { page, host: fixture.componentInstance, first: () => textOf(allByRole(page, 'row')[1] ?? null).trim() };
  }

  /** As if the page were scrolled so that the rows begin here, in pixels from the top of the view. */
  async function scrollTo(page: HTMLElement, top: number): Promise<void> {
    const body = page.querySelector('tbody');
    if (body === null) throw new Error('there are no rows');
    body.getBoundingClientRect = () => ({ top }) as DOMRect;
    document.dispatchEvent(new Event('scroll'));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await settle();
  }

  it('keeps only the rows in view in the document, and says how many there are', async () => {
    const { page, first } = await show();
    expect(byRole(page, 'table', 'Things').getAttribute('aria-rowcount')).toBe('501');
    expect(allByRole(page, 'row').length).toBeLessThan(50);
    expect(first()).toBe('thing-0 at 0');
    await scrollTo(page, -3_600);
    expect(first()).toBe('thing-92 at 92');
    expect(allByRole(page, 'row')[1]?.getAttribute('aria-rowindex')).toBe('94');
  });

  it('tells when the reader has scrolled past its beginning', async () => {
    const { page, host } = await show();
    expect(host.away()).toBe(false);
    await scrollTo(page, -360);
    expect(host.away()).toBe(true);
    await scrollTo(page, 0);
    expect(host.away()).toBe(false);
  });

  it('asks for more as the end comes near, but only where there is more', async () => {
    const { page, host } = await show();
    await scrollTo(page, -36 * 490);
    expect(host.ends()).toBe(0);
    host.more.set(true);
    await settle();
    expect(host.ends()).toBeGreaterThan(0);
    expect(byRole(page, 'table').getAttribute('aria-rowcount')).toBe('-1');
  });

  it('gives the focus to a row that it is asked to show', async () => {
    const { page, host } = await show();
    host.table().reveal(3);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(document.activeElement).toBe(byRole(page, 'button', 'thing-3 at 3'));
  });

  it('sorts by a heading and tells how it is sorted', async () => {
    const { page, host } = await show();
    const heading = byRole(page, 'columnheader', 'Name');
    expect(heading.getAttribute('aria-sort')).toBe('ascending');
    byRole(heading, 'button').click();
    expect(host.sorted).toEqual(['name']);
  });

  it('tells loading, nothing and failure apart', async () => {
    const { page, host } = await show();
    host.rows.set([]);
    await settle();
    expect(textOf(page)).toContain('Nothing here');
    host.state.set('failed');
    await settle();
    expect(textOf(page)).toContain('It failed');
    host.state.set('loading');
    await settle();
    expect(textOf(page)).not.toMatch(/Nothing here|It failed/);
    expect(byRole(page, 'table').getAttribute('aria-busy')).toBe('true');
  });

  it('keeps the elements of its rows where new rows push the others down, and makes new ones elsewhere', async () => {
    const { page, host, first } = await show();
    const element = () => allByRole(page, 'row')[1];
    for (const [inPlace, stays] of [
      [true, true],
      [false, false],
    ] as const) {
      host.inPlace.set(inPlace);
      await settle();
      const before = element();
      host.rows.update((rows) => [{ id: `new-${String(inPlace)}` }, ...rows]);
      await settle();
      expect(first()).toBe(`new-${String(inPlace)} at 0`);
      expect(element() === before).toBe(stays);
    }
  });

  it('says whether the keyboard is in its rows', async () => {
    const { page, host } = await show();
    const button = byRole(page, 'button', 'thing-0 at 0');
    vi.spyOn(button, 'matches').mockReturnValue(true);
    button.focus();
    expect(host.focused()).toBe(true);
    button.blur();
    expect(host.focused()).toBe(false);
  });
});
