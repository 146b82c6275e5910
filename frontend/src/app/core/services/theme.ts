import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import { Preferences } from './preferences';

export const themeChoices = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/**
 * Light, dark, or whatever the system says. The choice is kept under `classy-book:theme`, which `theme-init.js` reads
 * before the first paint; here it is changed while the app runs.
 */
@Service()
export class ThemeService {
  private readonly document = inject(DOCUMENT);
  private readonly preferences = inject(Preferences);
  private readonly system = this.document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  private readonly systemDark = signal(this.system?.matches ?? false);
  private readonly chosen = signal<ThemeChoice>(asThemeChoice(this.preferences.read('theme')));

  readonly choice = this.chosen.asReadonly();
  /** True while the page is drawn in the dark theme, whether chosen or taken from the system. */
  readonly dark = computed(() => (this.chosen() === 'system' ? this.systemDark() : this.chosen() === 'dark'));

  constructor() {
    this.system?.addEventListener('change', (event) => {
      this.systemDark.set(event.matches);
    });
    this.apply(this.chosen());
  }

  /** Draws the page in another theme and remembers it on this device. */
  set(choice: ThemeChoice): void {
    this.chosen.set(choice);
    this.preferences.write('theme', choice === 'system' ? null : choice);
    this.apply(choice);
  }

  private apply(choice: ThemeChoice): void {
    const root = this.document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
  }
}

function asThemeChoice(value: string | null): ThemeChoice {
  return themeChoices.find((choice) => choice === value) ?? 'system';
}
