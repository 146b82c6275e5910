import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../components/icon/icon';

/** Stands where a block has no file (yet). Texts: scope `learn`. */
@Component({
  selector: 'app-missing-file',
  imports: [Icon, TranslocoPipe],
  template: `<app-icon name="info" />{{ 'learn.noFile' | transloco }}`,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-4);
      border: 1px dashed var(--line-2);
      border-radius: var(--radius-md);
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class MissingFile {}
