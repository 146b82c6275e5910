import { Component, signal } from '@angular/core';
import { render, settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole } from '../../../core/testing/by-role';
import { setUpDesk } from '../../desk/desk.test-support';
import { ChoiceList } from './choice-list';
import { FilterChip } from './filter-chip';

@Component({
  imports: [ChoiceList, FilterChip],
  template: `
    <app-filter-chip name="Outcome" text="Outcome: any" [active]="chosen().length > 0" (cleared)="chosen.set([])">
      <ng-template>
        <app-choice-list legend="Outcome" [choices]="choices" [chosen]="chosen()" (picked)="chosen.set($event)" />
      </ng-template>
    </app-filter-chip>
  `,
})
class Host {
  readonly choices = [
    { value: 'succeeded', label: 'desk.outcome.succeeded' },
    { value: 'failed', label: 'desk.outcome.failed' },
    { value: 'blocked', label: 'desk.outcome.blocked' },
  ];
  readonly chosen = signal<readonly string[]>([]);
}

describe('a filter chip', () => {
  async function show() {
    await setUpDesk();
    const { page, fixture } = await render(Host);
    return { page, chosen: fixture.componentInstance.chosen, chip: () => byRole(page, 'button', 'Outcome: any') };
  }

  it('opens a panel and tells that it is open', async () => {
    const { chip } = await show();
    expect(chip().getAttribute('aria-expanded')).toBe('false');
    chip().click();
    await settle();
    expect(chip().getAttribute('aria-expanded')).toBe('true');
    expect(byRole(document.body, 'dialog', 'Outcome').id).toBe(chip().getAttribute('aria-controls'));
  });

  it('closes with Escape and gives the focus back', async () => {
    const { chip } = await show();
    chip().click();
    await settle();
    const pressed = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    byLabel(document.body, 'Failed').dispatchEvent(pressed);
    await settle();
    expect(allByRole(document.body, 'dialog')).toHaveLength(0);
    expect(document.activeElement).toBe(chip());
    // Otherwise the same key would close the drawer behind it too.
    expect(pressed.defaultPrevented).toBe(true);
  });

  it('keeps the choices in the order in which they are offered', async () => {
    const { chip, chosen } = await show();
    chip().click();
    await settle();
    for (const label of ['Blocked', 'Succeeded', 'Failed', 'Succeeded']) {
      byLabel(document.body, label).click();
      await settle();
    }
    expect(chosen()).toEqual(['failed', 'blocked']);
  });

  it('can be cleared without opening it', async () => {
    const { page, chosen } = await show();
    expect(allByRole(page, 'button', /Clear/)).toHaveLength(0);
    chosen.set(['failed']);
    await settle();
    byRole(page, 'button', 'Clear filter: Outcome').click();
    await settle();
    expect(chosen()).toEqual([]);
  });
});
