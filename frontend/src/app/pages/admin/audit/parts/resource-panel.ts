import { Component, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import type { ResourceFilter } from '../audit-filter';

/** The kinds of things that records are of. */
export const resourceTypes = [
  'account',
  'user',
  'session',
  'address',
  'role',
  'invitation',
  'api-key',
  'incident',
  'rule',
  'webhook',
  'records',
  'route',
  'rate-limit',
  'chain',
  'system',
] as const;

/** The thing that records are of: its kind and its name, applied together. */
@Component({
  selector: 'app-resource-panel',
  imports: [Field, TranslocoPipe],
  template: `
    <form novalidate (submit)="apply($event)">
      <app-field for="resource-type" [label]="'audit.filter.resourceType' | transloco">
        <select
          id="resource-type"
          class="input compact"
          aria-describedby="resource-type-note"
          (change)="type.set(valueOf($event))"
        >
          @for (one of types; track one) {
            <option [value]="one" [selected]="one === type()">{{ 'audit.type.' + one | transloco }}</option>
          }
        </select>
      </app-field>
      <app-field
        for="resource-id"
        [label]="'audit.filter.resourceId' | transloco"
        [hint]="'audit.filter.resourceHint' | transloco"
      >
        <input
          id="resource-id"
          class="input compact"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="300"
          aria-describedby="resource-id-note"
          [value]="id()"
          (input)="id.set(valueOf($event))"
        />
      </app-field>
      <button type="submit" class="btn primary">{{ 'desk.filter.apply' | transloco }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-3);
      inline-size: 260px;
      max-inline-size: 100%;
    }
  `,
})
export class ResourcePanel {
  readonly resource = input.required<ResourceFilter | null>();
  /** Null where no name was given: everything is shown. */
  readonly applied = output<ResourceFilter | null>();
  protected readonly types = resourceTypes;
  protected readonly type = linkedSignal(() => this.resource()?.type ?? resourceTypes[0]);
  protected readonly id = linkedSignal(() => this.resource()?.id ?? '');

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  protected apply(event: Event): void {
    event.preventDefault();
    const id = this.id().trim();
    this.applied.emit(id === '' ? null : { type: this.type(), id });
  }
}
