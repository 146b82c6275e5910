import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import type { Permission } from '@classy-book/contracts/permissions';
import type { CreateRoleRequest, RoleView } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../../../../shared/components/block-dialog/block-rules';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';
import { permissionGroups, permissionKey } from '../../../../shared/people/permission-groups';
import { keyFor, roleRules } from './role-rules';

export interface RoleEditorData {
  /** Null for a new role. */
  readonly role: RoleView | null;
  /** The keys of the roles that exist. */
  readonly taken: readonly string[];
  /** What the administrator holds, and therefore may give. */
  readonly held: readonly Permission[];
}

export type EditedRole = CreateRoleRequest;

/** Name, description and permissions of a role; closes with all of them. */
@Component({
  selector: 'app-role-editor',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'users')],
  templateUrl: './role-editor.html',
  styleUrls: ['../../../../shared/components/dialog/choice-grid.css', './role-editor.css'],
})
export class RoleEditor {
  protected readonly data = inject<RoleEditorData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<EditedRole>>(DialogRef);
  private readonly titleInput = viewChild.required<ElementRef<HTMLInputElement>>('title');
  private readonly keyInput = viewChild<ElementRef<HTMLInputElement>>('key');
  private readonly descriptionInput = viewChild.required<ElementRef<HTMLInputElement>>('description');
  private readonly model = signal({
    title: this.data.role?.title ?? '',
    key: this.data.role?.key ?? '',
    description: this.data.role?.description ?? '',
  });
  protected readonly fresh = this.data.role === null;
  protected readonly groups = permissionGroups;
  protected readonly nameOf = permissionKey;
  protected readonly chosen = signal<ReadonlySet<Permission>>(new Set(this.data.role?.permissions));
  private readonly tried = signal(false);
  protected readonly form = form(
    this.model,
    (path) => {
      roleRules(path, this.fresh ? this.data.taken : []);
    },
    {
      submission: {
        action: () => {
          this.send();
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.tried.set(true);
          this.focusInvalid();
        },
      },
    },
  );
  protected readonly titleError = computed(() => firstError(this.form.title()));
  protected readonly keyError = computed(() => firstError(this.form.key()));
  protected readonly descriptionError = computed(() => firstError(this.form.description()));
  protected readonly nothingChosen = computed(() => this.tried() && this.chosen().size === 0);

  protected allowed(permission: Permission): boolean {
    return this.data.held.includes(permission);
  }

  protected toggle(permission: Permission): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(permission)) chosen.add(permission);
    this.chosen.set(chosen);
  }

  /** A new role gets a key that goes with its name, until somebody types one. */
  protected follow(event: Event): void {
    const title = (event.target as HTMLInputElement).value;
    if (this.fresh && !this.form.key().dirty()) this.model.update((model) => ({ ...model, key: keyFor(title) }));
  }

  private send(): void {
    this.tried.set(true);
    if (this.chosen().size === 0) return;
    const { title, key, description } = this.model();
    this.dialog.close({
      key,
      title: title.trim(),
      description: description.trim(),
      permissions: permissionGroups.flatMap((group) => group.permissions.filter((one) => this.chosen().has(one))),
    });
  }

  private focusInvalid(): void {
    const field = this.form.title().invalid()
      ? this.titleInput()
      : this.form.key().invalid()
        ? this.keyInput()
        : this.descriptionInput();
    field?.nativeElement.focus();
  }
}
