import { Component, signal } from '@angular/core';
import { render, settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole } from '../../../core/testing/by-role';
import { setUpDesk } from '../../desk/desk.test-support';
import { ChoiceFilter } from './choice-filter';

@Component({
  imports: [ChoiceFilter],
  template: `
    <app-choice-filter
      name="Outcome"
      text="Outcome: any"
      [choices]="choices"
      [chosen]="chosen()"
      [single]="single()"
      (picked)="chosen.set($event)"
    />
  `,
})
class Host {
  readonly choices = [
    { value: 'succeeded', label: 'desk.outcome.succeeded' },
    { value: 'failed', label: 'desk.outcome.failed' },
    { value: 'blocked', label: 'desk.outcome.blocked' },
  ];
  readonly chosen = signal<readonly string[]>([]);
  readonly single = signal(false);
}

describe('a filter chip', () => {
  async function show() {
    await setUpDesk();
    const { page, fixture } = await render(Host);
    const { chosen, single } = fixture.componentInstance;
    return { page, chosen, single, chip: () => byRole(page, 'button', 'Outcome: any') };
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

  it('stays open for several choices and closes on the only one', async () => {
    const { chip, chosen, single } = await show();
    chip().click();
    await settle();
    byLabel(document.body, 'Failed').click();
    await settle();
    expect(allByRole(document.body, 'dialog')).toHaveLength(1);
    single.set(true);
    await settle();
    byLabel(document.body, 'Blocked').click();
    await settle();
    expect(allByRole(document.body, 'dialog')).toHaveLength(0);
    expect(chosen()).toEqual(['blocked']);
    expect(document.activeElement).toBe(chip());
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
