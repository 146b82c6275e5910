import { Service, computed, effect, inject, signal } from '@angular/core';
import { incidentSeverities, type IncidentMetrics, type IncidentSeverity } from '@classy-book/contracts/incidents';
import { I18nService } from '../../../core/services/i18n';
import { WebsocketService } from '../../../core/services/websocket';
import type { MetricView } from '../../../shared/components/metric-card/metric-card';
import { relativeTime } from '../../../shared/components/time-ago/relative-time';
import { Texts } from '../../../shared/texts/texts';
import { IncidentsClient } from './incidents-client';

const DAYS = 30;
/** Changes come in bursts: the figures are asked for again at most this often. */
const QUIET_MS = 3_000;

/** The figures above the list, ready to show, followed while incidents change. */
@Service({ autoProvided: false })
export class FiguresStore {
  private readonly i18n = inject(I18nService);
  private readonly socket = inject(WebsocketService);
  private readonly texts = inject(Texts);
  private readonly rounds = signal(0);
  private readonly metrics = inject(IncidentsClient).metrics(DAYS, this.rounds);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly latest = signal<IncidentMetrics | null>(null);

  readonly failed = computed(() => this.metrics.error() !== undefined && this.latest() === null);
  readonly views = computed<readonly MetricView[]>(() => {
    const metrics = this.latest();
    return metrics === null ? [] : this.viewsOf(metrics);
  });

  constructor() {
    effect(() => {
      if (this.metrics.hasValue()) this.latest.set(this.metrics.value());
    });
  }

  /** Follows the live events until the returned function is called. */
  follow(): () => void {
    const end = this.socket.on('monitoring:incident', () => {
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.rounds.update((count) => count + 1);
      }, QUIET_MS);
    });
    return () => {
      end();
      if (this.timer !== null) clearTimeout(this.timer);
    };
  }

  private viewsOf(metrics: IncidentMetrics): readonly MetricView[] {
    const view = (name: string, value: string, more: Partial<MetricView> = {}): MetricView => ({
      label: this.texts.of(`incidents.figures.${name}`, { days: metrics.days }),
      value,
      change: null,
      series: [],
      seriesLabel: '',
      tone: 'muted',
      ...more,
    });
    return [
      view('open', this.i18n.number(metrics.open), { change: this.worst(metrics) }),
      view('detected', this.i18n.number(metrics.detected), {
        series: metrics.byDay.map(({ count }) => count),
        seriesLabel: this.texts.of('incidents.figures.perDay', { days: metrics.days }),
        tone: 'danger',
      }),
      view('toDetect', this.duration(metrics.timeToDetect.median)),
      view('toContain', this.duration(metrics.timeToContain.median)),
      view('falseAlarms', this.i18n.number(metrics.falseAlarms)),
    ];
  }

  /** The open ones by severity in words, such as "1 critical, 2 high". */
  private worst(metrics: IncidentMetrics): MetricView['change'] {
    const present = incidentSeverities
      .toReversed()
      .filter((severity) => metrics.openBySeverity[severity] > 0)
      .slice(0, 2);
    if (present.length === 0) return null;
    const text = present.map((severity) => this.counted(severity, metrics)).join(this.texts.of('desk.and'));
    // the figures' signs run from left to right everywhere; words do not
    const shown = this.i18n.dir() === 'rtl' ? `\u2067${text}\u2069` : text;
    return {
      text: shown,
      spoken: text,
      tone: present[0] === 'low' ? 'muted' : present[0] === 'medium' ? 'warn' : 'danger',
    };
  }

  private counted(severity: IncidentSeverity, metrics: IncidentMetrics): string {
    return this.texts.of('incidents.figures.severity', {
      count: this.i18n.number(metrics.openBySeverity[severity]),
      severity: this.texts.of(`desk.severity.${severity}`).toLowerCase(),
    });
  }

  private duration(milliseconds: number | null): string {
    if (milliseconds === null) return '–';
    const { unit, count } = relativeTime(milliseconds);
    return unit === 'now'
      ? this.texts.of('incidents.figures.instant')
      : this.texts.of(`desk.ago.${unit}`, { count: this.i18n.number(count) });
  }
}
