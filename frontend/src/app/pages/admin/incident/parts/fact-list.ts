import { Component, input } from '@angular/core';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** The full value on hover, where what is shown is short. */
  readonly title?: string;
}

/** Names with their values. */
@Component({
  selector: 'app-fact-list',
  template: `
    <dl>
      @for (fact of facts(); track fact.name) {
        <div>
          <dt>{{ fact.name }}</dt>
          <dd [title]="fact.title ?? ''">
            <bdi>{{ fact.value }}</bdi>
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      margin: 0;
    }
    div {
      display: flex;
      justify-content: space-between;
      gap: var(--space-3);
      padding: 5px 0;
      border-block-end: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    div:last-child {
      border-block-end: 0;
    }
    dt {
      color: var(--ink-2);
    }
    dd {
      margin: 0;
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
      text-align: end;
    }
  `,
})
export class FactList {
  readonly facts = input.required<readonly Fact[]>();
}
