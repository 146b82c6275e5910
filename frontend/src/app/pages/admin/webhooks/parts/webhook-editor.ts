import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import {
  webhookEventTypes,
  webhookRequestSchema,
  type Webhook,
  type WebhookEventType,
  type WebhookRequest,
} from '@classy-book/contracts/webhooks';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../../../../shared/components/block-dialog/block-rules';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';

export type EditedWebhook = WebhookRequest;

export interface WebhookEditorData {
  /** Null for a new one. */
  readonly webhook: Webhook | null;
  /** What was typed before, where the server refused its address. */
  readonly refused: EditedWebhook | null;
}

const suggested: readonly WebhookEventType[] = [
  'incident.opened',
  'incident.contained',
  'account.locked',
  'audit.broken',
];

/** Where an endpoint is, what it is told, and whether it is on. */
@Component({
  selector: 'app-webhook-editor',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'webhooks')],
  templateUrl: './webhook-editor.html',
  styleUrl: '../../../../shared/components/dialog/choice-grid.css',
})
export class WebhookEditor {
  private readonly data = inject<WebhookEditorData>(DIALOG_DATA);
  private readonly before = this.data.refused ?? this.data.webhook;
  protected readonly webhook = this.data.webhook;
  protected readonly refused = this.data.refused !== null;
  protected readonly dialog = inject<DialogRef<EditedWebhook>>(DialogRef);
  private readonly urlInput = viewChild.required<ElementRef<HTMLInputElement>>('url');
  private readonly model = signal({
    url: this.before?.url ?? '',
    description: this.before?.description ?? '',
    enabled: this.before?.enabled ?? true,
  });
  protected readonly types = webhookEventTypes;
  protected readonly chosen = signal<ReadonlySet<WebhookEventType>>(new Set(this.before?.events ?? suggested));
  private readonly tried = signal(false);
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.url);
      maxLength(path.url, 2_000);
      validate(path.url, ({ value }) => (value() === '' || isWebUrl(value()) ? undefined : { kind: 'url' }));
      maxLength(path.description, 200);
      validate(path.description, ({ value }) =>
        webhookRequestSchema.shape.description.safeParse(value()).success ? undefined : { kind: 'plain' },
      );
    },
    {
      submission: {
        action: () => {
          this.send();
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.tried.set(true);
          this.urlInput().nativeElement.focus();
        },
      },
    },
  );
  protected readonly urlError = computed(() => firstError(this.form.url()));
  protected readonly descriptionError = computed(() => firstError(this.form.description()));
  protected readonly nothingChosen = computed(() => this.tried() && this.chosen().size === 0);

  protected toggle(type: WebhookEventType): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(type)) chosen.add(type);
    this.chosen.set(chosen);
  }

  private send(): void {
    this.tried.set(true);
    if (this.chosen().size === 0) return;
    const { url, description, enabled } = this.model();
    const events = webhookEventTypes.filter((one) => this.chosen().has(one));
    this.dialog.close({ url: url.trim(), description: description.trim(), events, enabled });
  }
}

/** What can be told before asking the server, which looks at where it leads. */
function isWebUrl(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol);
}
