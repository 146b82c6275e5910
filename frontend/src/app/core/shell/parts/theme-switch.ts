import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import type { ThemeChoice } from '../../services/theme';
import { ThemeService, themeChoices } from '../../services/theme';

const icons = { light: 'light-mode', dark: 'dark-mode', system: 'contrast' } as const;

/** A button whose menu chooses light, dark, or what the system says. */
@Component({
  selector: 'app-theme-switch',
  imports: [Icon, Menu, MenuItem, TranslocoPipe],
  template: `
    <app-menu [label]="'theme.label' | transloco" [align]="align()">
      <app-icon trigger [name]="icon()" />
      @for (option of options; track option) {
        <button type="button" appMenuItem [checked]="theme.choice() === option" (click)="theme.set(option)">
          <app-icon [name]="icons[option]" />
          {{ 'theme.' + option | transloco }}
          @if (theme.choice() === option) {
            <app-icon class="end" name="check" />
          }
        </button>
      }
    </app-menu>
  `,
})
export class ThemeSwitch {
  readonly align = input<'start' | 'end'>('end');
  protected readonly theme = inject(ThemeService);
  protected readonly options: readonly ThemeChoice[] = themeChoices;
  protected readonly icons = icons;
  protected readonly icon = computed(() => icons[this.theme.choice()]);
}
