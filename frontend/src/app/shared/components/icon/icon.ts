import { Component, computed, input } from '@angular/core';
import type { IconName } from './icons';
import { iconPath, isDirectional } from './icons';

/**
 * A decorative icon the size of 1.25 em in the colour of the text. It is hidden from assistive technology: the control
 * around it carries the name.
 */
@Component({
  selector: 'app-icon',
  template: `<svg viewBox="0 -960 960 960" focusable="false"><path [attr.d]="path()" /></svg>`,
  host: { 'aria-hidden': 'true', '[class.directional]': 'directional()' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      font-size: 1.25em;
      line-height: 0;
    }
    svg {
      inline-size: 1em;
      block-size: 1em;
      fill: currentColor;
    }
    :host-context([dir='rtl']).directional svg {
      transform: scaleX(-1);
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => iconPath(this.name()));
  protected readonly directional = computed(() => isDirectional(this.name()));
}
