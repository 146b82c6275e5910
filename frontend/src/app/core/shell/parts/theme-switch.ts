import { CdkMenu, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../shared/components/icon/icon';
import type { ThemeChoice } from '../../services/theme';
import { ThemeService, themeChoices } from '../../services/theme';

const icons = { light: 'light-mode', dark: 'dark-mode', system: 'contrast' } as const;

/** A button whose menu chooses light, dark, or what the system says. */
@Component({
  selector: 'app-theme-switch',
  imports: [CdkMenu, CdkMenuItemRadio, CdkMenuTrigger, Icon, TranslocoPipe],
  template: `
    <button
      type="button"
      class="icon-btn"
      [cdkMenuTriggerFor]="choices"
      [attr.aria-label]="'theme.label' | transloco"
      [title]="'theme.label' | transloco"
    >
      <app-icon [name]="icon()" />
    </button>
    <ng-template #choices>
      <div class="menu" cdkMenu [attr.aria-label]="'theme.label' | transloco">
        @for (option of options; track option) {
          <button
            type="button"
            cdkMenuItemRadio
            [cdkMenuItemChecked]="theme.choice() === option"
            (cdkMenuItemTriggered)="theme.set(option)"
          >
            <app-icon [name]="icons[option]" />
            {{ 'theme.' + option | transloco }}
            @if (theme.choice() === option) {
              <app-icon class="end" name="check" />
            }
          </button>
        }
      </div>
    </ng-template>
  `,
})
export class ThemeSwitch {
  protected readonly theme = inject(ThemeService);
  protected readonly options: readonly ThemeChoice[] = themeChoices;
  protected readonly icons = icons;
  protected readonly icon = computed(() => icons[this.theme.choice()]);
}
