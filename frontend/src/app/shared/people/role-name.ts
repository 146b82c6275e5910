import { Component, computed, input } from '@angular/core';
import { isBuiltInRole } from '@classy-book/contracts/permissions';
import { TranslocoPipe } from '@jsverse/transloco';

/** The name of a role: of a built-in one in the reader's language, of a custom one as it was given. */
@Component({
  selector: 'app-role-name',
  imports: [TranslocoPipe],
  template: `
    @if (builtIn()) {
      {{ 'roles.' + role() | transloco }}
    } @else {
      <bdi>{{ title() || role() }}</bdi>
    }
  `,
})
export class RoleName {
  readonly role = input.required<string>();
  /** What the server calls it. */
  readonly title = input.required<string>();
  protected readonly builtIn = computed(() => isBuiltInRole(this.role()));
}
