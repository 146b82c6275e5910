import { Directive, TemplateRef, ViewContainerRef, effect, inject, input } from '@angular/core';
import type { Permission } from '@classy-book/contracts/permissions';
import { AuthService } from '../../core/services/auth';

/**
 * Shows what it stands on only to those who may: `*appMay="'users:lock'"`, or a list of which all are needed. It spares
 * people buttons that would be refused; the server decides.
 */
@Directive({ selector: '[appMay]' })
export class May {
  private readonly auth = inject(AuthService);
  private readonly template = inject<TemplateRef<void>>(TemplateRef);
  private readonly container = inject(ViewContainerRef);
  readonly appMay = input.required<Permission | readonly Permission[]>();

  constructor() {
    let shown = false;
    effect(() => {
      const allowed = [this.appMay()].flat().every((permission) => this.auth.has(permission));
      if (allowed === shown) return;
      shown = allowed;
      if (allowed) this.container.createEmbeddedView(this.template);
      else this.container.clear();
    });
  }
}
