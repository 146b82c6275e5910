import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import type { CreateApiKeyRequest, CreatedApiKey } from '@classy-book/contracts/api-keys';
import type { Permission } from '@classy-book/contracts/permissions';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../../../../shared/account/form-errors';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';
import {
  MAX_PER_MINUTE,
  MAX_RANGES,
  keyDays,
  keyRules,
  linesOf,
  wrongLine,
  type KeyDays,
  type KeyModel,
} from '../key-rules';

export interface CreateKeyDialogData {
  readonly scopes: readonly Permission[];
  /** Makes the key; null where it was refused, which was told. */
  readonly create: (request: CreateApiKeyRequest) => Promise<CreatedApiKey | null>;
}

/** Asks what a new key may do, for how long, how often and from where; closes with the key. */
@Component({
  selector: 'app-create-key-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('account')],
  templateUrl: './create-key-dialog.html',
  styleUrl: './create-key-dialog.css',
})
export class CreateKeyDialog {
  protected readonly data = inject<CreateKeyDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<CreatedApiKey>>(DialogRef);
  private readonly nameInput = viewChild.required<ElementRef<HTMLInputElement>>('name');
  private readonly firstScope = viewChild<ElementRef<HTMLInputElement>>('scope');
  private readonly perMinuteInput = viewChild.required<ElementRef<HTMLInputElement>>('perMinute');
  private readonly rangesInput = viewChild.required<ElementRef<HTMLTextAreaElement>>('ranges');
  private readonly model = signal<KeyModel>({ name: '', perMinute: 60, ranges: '' });
  protected readonly days = keyDays;
  protected readonly limits = { perMinute: String(MAX_PER_MINUTE), ranges: String(MAX_RANGES) };
  protected readonly chosenDays = signal<KeyDays>(90);
  protected readonly chosen = signal<ReadonlySet<Permission>>(new Set());
  protected readonly sent = signal(false);
  protected readonly busy = signal(false);
  protected readonly form = form(this.model, keyRules, {
    submission: {
      action: async () => {
        await this.submit();
        return undefined;
      },
      onInvalid: () => {
        this.sent.set(true);
        this.focusFirstProblem();
      },
    },
  });
  protected readonly nameProblem = computed(() => firstError(this.form.name()));
  protected readonly perMinuteProblem = computed(() => firstError(this.form.perMinute()) && 'account.error.perMinute');
  protected readonly rangesProblem = computed(() => firstError(this.form.ranges()));
  protected readonly scopesProblem = computed(() => this.sent() && this.chosen().size === 0);
  protected readonly wrongLine = computed(() => wrongLine(this.model().ranges) ?? '');

  /** The key of a permission's name: a colon would be taken for a part of it. */
  protected textOf(scope: Permission): string {
    return `account.scope.${scope.replace(':', '_')}`;
  }

  protected choose(scope: Permission, wanted: boolean): void {
    this.chosen.update((chosen) => new Set([...chosen, scope].filter((each) => wanted || each !== scope)));
  }

  private async submit(): Promise<void> {
    this.sent.set(true);
    if (this.chosen().size === 0) {
      this.firstScope()?.nativeElement.focus();
      return;
    }
    const { name, perMinute, ranges } = this.model();
    this.busy.set(true);
    const created = await this.data.create({
      name: name.trim(),
      scopes: this.data.scopes.filter((scope) => this.chosen().has(scope)),
      expiresInDays: this.chosenDays(),
      requestsPerMinute: perMinute ?? 60,
      allowedRanges: [...linesOf(ranges)],
    });
    this.busy.set(false);
    if (created) this.dialog.close(created);
  }

  private focusFirstProblem(): void {
    if (this.form.name().invalid()) this.nameInput().nativeElement.focus();
    else if (this.chosen().size === 0) this.firstScope()?.nativeElement.focus();
    else if (this.form.perMinute().invalid()) this.perMinuteInput().nativeElement.focus();
    else this.rangesInput().nativeElement.focus();
  }
}
