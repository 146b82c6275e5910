import { Component, computed, inject, signal } from '@angular/core';
import {
  deliveryStates,
  type DeliveryState,
  type Webhook,
  type WebhookDelivery,
} from '@classy-book/contracts/webhooks';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { Texts } from '../../../shared/texts/texts';
import { DeliveryLog } from './parts/delivery-log';
import { ForwardDestinations } from './parts/forward-destinations';
import { WebhookCards } from './parts/webhook-cards';
import { WebhooksActions } from './webhooks-actions';
import { LogFilterStore, loggedTypes, WebhooksStore, type LoggedType } from './webhooks-store';

/** What goes out: endpoints that are told what happens, what was sent to them, and where the audit log is forwarded to. */
@Component({
  selector: 'app-webhooks-page',
  imports: [
    ChoiceFilter,
    DeliveryLog,
    EmptyState,
    ForwardDestinations,
    Icon,
    Skeleton,
    TranslocoDirective,
    WebhookCards,
  ],
  providers: [provideTranslocoScope('desk', 'webhooks'), LogFilterStore, WebhooksStore, WebhooksActions],
  templateUrl: './webhooks-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', './webhooks-page.css'],
})
export default class WebhooksPage {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(WebhooksActions);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(LogFilterStore);
  protected readonly store = inject(WebhooksStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  protected readonly testing = signal<string | null>(null);

  protected readonly states = deliveryStates.map((value): Choice<DeliveryState> => ({
    value,
    label: `webhooks.state.${value}`,
  }));
  protected readonly types = loggedTypes.map((value): Choice<LoggedType> => ({
    value,
    label: `webhooks.type.${value.replace('.', '_')}`,
  }));
  protected readonly headings = computed(() => ({
    outcome: this.texts.of('webhooks.column.outcome'),
    type: this.texts.of('webhooks.column.type'),
    tries: this.texts.of('webhooks.column.tries'),
    took: this.texts.of('webhooks.column.took'),
    at: this.texts.of('webhooks.column.at'),
  }));
  protected readonly chosenStates = computed(() => listOf(this.filters.filter().state));
  protected readonly chosenTypes = computed(() => listOf(this.filters.filter().type));
  protected readonly filtered = computed(() => this.chosenStates().length + this.chosenTypes().length > 0);
  protected readonly stateText = computed(() => {
    const { state } = this.filters.filter();
    return this.texts.of(state === null ? 'webhooks.filter.state' : `webhooks.state.${state}`);
  });
  protected readonly typeText = computed(() => {
    const { type } = this.filters.filter();
    return this.texts.of(type === null ? 'webhooks.filter.type' : `webhooks.type.${type.replace('.', '_')}`);
  });
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });
  protected readonly logProblem = computed(() => {
    const failure = this.store.log.failure();
    return failure && this.failureText.of(failure);
  });

  protected pick({ id }: Webhook): void {
    this.filters.change({ webhook: id });
  }

  protected async test(webhook: Webhook): Promise<void> {
    this.testing.set(webhook.id);
    try {
      await this.actions.test(webhook);
    } finally {
      this.testing.set(null);
    }
  }

  protected open(delivery: WebhookDelivery): void {
    const webhook = this.store.chosen();
    if (webhook !== null) void this.actions.open(webhook, delivery);
  }

  protected loadMore(): void {
    void this.store.log.loadMore();
  }
}

function listOf<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}
