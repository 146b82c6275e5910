import { Service, inject } from '@angular/core';
import type { MetricCard, SecurityMetrics } from '@classy-book/contracts/metrics';
import { I18nService } from '../../core/services/i18n';
import { changeOf, type Change, type Meaning } from '../components/metric-card/change';
import type { MetricView } from '../components/metric-card/metric-card';
import { Texts } from '../texts/texts';

export type MetricName = Exclude<keyof SecurityMetrics, 'generatedAt' | 'eventsPerSecond'>;

/** How a figure is told. */
export interface MetricKind {
  readonly meaning: Meaning;
  /** Counted one by one, so that the change is told as a number. */
  readonly counted: boolean;
  readonly tone: MetricView['tone'];
  /** Where the texts `more` and `less` stand that say what it is compared with; the day before where left out. */
  readonly compared?: string;
}

const kinds: Readonly<Record<MetricName, MetricKind>> = {
  signIns: { meaning: 'good', counted: false, tone: 'ok' },
  failedAttempts: { meaning: 'bad', counted: false, tone: 'danger' },
  blockedAttempts: { meaning: 'watch', counted: false, tone: 'info' },
  blockedAddresses: { meaning: 'watch', counted: true, tone: 'warn' },
  activeSessions: { meaning: 'neutral', counted: false, tone: 'accent' },
  lockedAccounts: { meaning: 'watch', counted: true, tone: 'warn' },
  openIncidents: { meaning: 'bad', counted: true, tone: 'danger' },
  peopleOnline: { meaning: 'neutral', counted: true, tone: 'accent' },
};

/** Figures of the desk in words and signs. Reads signals: use it in a computed. */
@Service()
export class MetricViews {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  of(metrics: SecurityMetrics, name: MetricName): MetricView {
    return this.tell(this.texts.of(`desk.metric.${name}`), metrics[name], kinds[name]);
  }

  /** Any figure with its change, under a name that is ready to show. */
  tell(label: string, card: MetricCard, kind: MetricKind): MetricView {
    const change = changeOf(card, kind.meaning, kind.counted);
    return {
      label,
      value: this.i18n.number(card.value),
      change: change && {
        text: this.signed(change),
        spoken: this.spoken(change, kind.compared ?? 'desk.metric'),
        tone: change.tone,
      },
      series: card.series,
      seriesLabel: this.texts.of('desk.metric.lastDay', { label }),
      tone: kind.tone,
    };
  }

  private signed(change: Change): string {
    const sign = change.by < 0 ? '−' : '+';
    return sign + this.amount(change);
  }

  private spoken(change: Change, compared: string): string {
    return this.texts.of(`${compared}.${change.by < 0 ? 'less' : 'more'}`, { amount: this.amount(change) });
  }

  private amount(change: Change): string {
    const size = Math.abs(change.by);
    return change.kind === 'share' ? this.i18n.percent(size) : this.i18n.number(size);
  }
}
