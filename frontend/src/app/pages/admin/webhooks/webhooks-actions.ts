import { Service, inject } from '@angular/core';
import type { Webhook, WebhookDelivery, WebhookSecret } from '@classy-book/contracts/webhooks';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { Texts } from '../../../shared/texts/texts';
import { DeliveryDialog } from './parts/delivery-dialog';
import { SecretDialog } from './parts/secret-dialog';
import { WebhookEditor, type EditedWebhook, type WebhookEditorData } from './parts/webhook-editor';
import { WebhooksClient } from './webhooks-client';
import { WebhooksStore } from './webhooks-store';

/** What can be done to endpoints and deliveries: asked first, then done, then told. */
@Service({ autoProvided: false })
export class WebhooksActions {
  private readonly client = inject(WebhooksClient);
  private readonly store = inject(WebhooksStore);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);

  async create(refused: EditedWebhook | null = null): Promise<void> {
    const edited = await this.edit({ webhook: null, refused });
    if (edited === undefined) return;
    const made = await this.resultOf(() => unlessRefused(() => this.client.create(edited)));
    if (made === REFUSED) await this.create(edited);
    else if (made !== null) await this.show(made);
  }

  async change(webhook: Webhook, refused: EditedWebhook | null = null): Promise<void> {
    const edited = await this.edit({ webhook, refused });
    if (edited === undefined) return;
    const done = await this.resultOf(() => unlessRefused(() => this.client.update(webhook.id, edited)));
    if (done === REFUSED) await this.change(webhook, edited);
    else if (done !== null) this.tell('changed');
  }

  async remove(webhook: Webhook): Promise<void> {
    const sure = await this.tasks.confirm({
      heading: this.texts.of('webhooks.delete.heading'),
      points: [webhook.url, this.texts.of('webhooks.delete.effect')],
      confirm: this.texts.of('webhooks.delete.submit'),
      danger: true,
    });
    if (sure) await this.run(() => this.client.remove(webhook.id), 'deleted');
  }

  async rotate(webhook: Webhook): Promise<void> {
    const sure = await this.tasks.confirm({
      heading: this.texts.of('webhooks.rotate.heading'),
      points: [this.texts.of('webhooks.rotate.effect')],
      confirm: this.texts.of('webhooks.rotate.submit'),
      danger: false,
    });
    const made = sure ? await this.resultOf(() => this.client.rotateSecret(webhook.id)) : null;
    if (made !== null) await this.show(made);
  }

  /** Sends a test event and shows what was answered. */
  async test(webhook: Webhook): Promise<void> {
    const delivery = await this.resultOf(() => this.client.test(webhook.id));
    if (delivery === null) return;
    this.store.reload();
    await this.tasks.ask(DeliveryDialog, { delivery, repeatable: false }, '640px');
  }

  /** Shows a delivery; from there it can be sent once more. */
  async open(webhook: Webhook, { id }: WebhookDelivery): Promise<void> {
    try {
      const delivery = await this.client.delivery(webhook.id, id);
      const again = await this.tasks.ask<'redeliver'>(
        DeliveryDialog,
        { delivery, repeatable: webhook.enabled },
        '640px',
      );
      if (again === 'redeliver') await this.run(() => this.client.redeliver(webhook.id, id), 'redelivered');
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    }
  }

  private edit(data: WebhookEditorData): Promise<EditedWebhook | undefined> {
    return this.tasks.ask<EditedWebhook>(WebhookEditor, data, '640px');
  }

  private async show(made: WebhookSecret): Promise<void> {
    this.store.reload();
    await this.tasks.ask(SecretDialog, made, '560px');
  }

  private tell(done: string): void {
    this.toasts.show({ kind: 'ok', message: this.texts.of(`webhooks.done.${done}`) });
    this.store.reload();
  }

  /** What a call gives that is shown by itself; null where it failed, which was told. */
  private async resultOf<T>(call: () => Promise<T>): Promise<T | null> {
    const results: T[] = [];
    await this.tasks.run(call, (result) => {
      results.push(result);
      return null;
    });
    return results[0] ?? null;
  }

  private async run(call: () => Promise<void>, told: string): Promise<void> {
    if (await this.tasks.run(call, () => ({ message: this.texts.of(`webhooks.done.${told}`) }))) this.store.reload();
  }
}

const REFUSED = Symbol('refused');

/** The result of a call, or that the server refused what was typed: the form has checked all but where the address leads. */
async function unlessRefused<T>(call: () => Promise<T>): Promise<T | typeof REFUSED> {
  try {
    return await call();
  } catch (error) {
    if (toApiFailure(error).code === 'VALIDATION_FAILED') return REFUSED;
    throw error;
  }
}
