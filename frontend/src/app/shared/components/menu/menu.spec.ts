import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { render, settle } from '../../../core/testing/app-testing';
import { allByRole, byRole } from '../../../core/testing/by-role';
import { press } from '../../../core/testing/user';
import { Menu, MenuItem } from './menu';

@Component({
  selector: 'app-menu-host',
  imports: [Menu, MenuItem],
  template: `
    <app-menu label="Theme">
      <span trigger>*</span>
      @for (theme of ['light', 'dark', 'system']; track theme) {
        <button type="button" appMenuItem [checked]="chosen() === theme" (click)="chosen.set(theme)">
          {{ theme }}
        </button>
      }
    </app-menu>
    <button type="button">Elsewhere</button>
  `,
})
class Host {
  readonly chosen = signal('light');
}

describe('a menu', () => {
  let page: HTMLElement;
  let host: Host;

  beforeEach(async () => {
    const rendered = await render(Host);
    page = rendered.page;
    host = rendered.fixture.componentInstance;
  });

  const trigger = (): HTMLElement => byRole(page, 'button', 'Theme');
  const items = (): readonly HTMLElement[] => allByRole(page, 'menuitemradio');
  const focused = (): string => document.activeElement?.textContent.trim() ?? '';

  async function open(): Promise<void> {
    trigger().click();
    await settle();
  }

  it('opens from its button, which says so, with the focus on the first entry', async () => {
    expect(trigger().getAttribute('aria-expanded')).toBe('false');
    expect(items()).toHaveLength(0);
    await open();
    expect(trigger().getAttribute('aria-expanded')).toBe('true');
    expect(byRole(page, 'menu', 'Theme')).toBeTruthy();
    expect(focused()).toBe('light');
    expect(items().map((item) => item.getAttribute('aria-checked'))).toEqual(['true', 'false', 'false']);
  });

  it('opens with the arrow keys, at the end that they point to', async () => {
    press('ArrowUp', trigger());
    await settle();
    expect(focused()).toBe('system');
  });

  it('is walked through with the arrow keys, Home and End', async () => {
    await open();
    const seen = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => {
      press(key, document.activeElement ?? page);
      return focused();
    });
    expect(seen).toEqual(['dark', 'system', 'light', 'system', 'light', 'system']);
  });

  it('closes with Escape and gives the focus back', async () => {
    await open();
    press('Escape', document.activeElement ?? page);
    await settle();
    expect(items()).toHaveLength(0);
    expect(document.activeElement).toBe(trigger());
  });

  it('does what was chosen, closes, and gives the focus back', async () => {
    await open();
    byRole(page, 'menuitemradio', 'dark').click();
    await settle();
    expect(host.chosen()).toBe('dark');
    expect(items()).toHaveLength(0);
    expect(document.activeElement).toBe(trigger());
  });

  it('closes when the focus goes somewhere else, and leaves it there', async () => {
    await open();
    byRole(page, 'button', 'Elsewhere').focus();
    TestBed.tick();
    expect(items()).toHaveLength(0);
    expect(focused()).toBe('Elsewhere');
  });
});
