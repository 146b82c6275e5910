import { Service, inject } from '@angular/core';
import type { IncidentDetail, IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import { I18nService } from '../../../core/services/i18n';
import { actionKey } from '../../../shared/audit/action-text';
import { relativeTime } from '../../../shared/components/time-ago/relative-time';
import { RuleTexts } from '../../../shared/desk/rule-texts';
import { Texts } from '../../../shared/texts/texts';
import type { EvidenceLine } from './parts/evidence-list';
import type { Fact } from './parts/fact-list';

/** What is known of an incident, in names and values. Reads signals: use it in a computed. */
@Service()
export class IncidentFacts {
  private readonly i18n = inject(I18nService);
  private readonly rules = inject(RuleTexts);
  private readonly texts = inject(Texts);

  /** When what happened; what has not happened is left out. */
  times(incident: IncidentDetail): readonly Fact[] {
    const { firstSeen, lastSeen, detectedAt, acknowledgedAt, containedAt, closedAt } = incident;
    const moments = { firstSeen, lastSeen, detectedAt, acknowledgedAt, containedAt, closedAt };
    return Object.entries(moments).flatMap(([name, at]) =>
      at === null ? [] : [{ name: this.texts.of(`incidents.time.${name}`), value: this.i18n.dateTime(at) }],
    );
  }

  /** How long it took to see, to contain and to close. */
  durations(incident: IncidentDetail): readonly Fact[] {
    const since = (from: string, to: string | null): string | null =>
      to === null ? null : this.duration(Math.max(0, Date.parse(to) - Date.parse(from)));
    const values = {
      toDetect: since(incident.firstSeen, incident.detectedAt),
      toContain: since(incident.detectedAt, incident.containedAt),
      toClose: since(incident.detectedAt, incident.closedAt),
    };
    return Object.entries(values).flatMap(([name, value]) =>
      value === null ? [] : [{ name: this.texts.of(`incidents.figures.${name}`), value }],
    );
  }

  counts({ counts }: IncidentDetail): readonly Fact[] {
    return (['events', 'failed', 'succeeded', 'accounts', 'addresses'] as const).map((name) => ({
      name: this.texts.of(`incidents.count.${name}`),
      value: this.i18n.number(counts[name]),
    }));
  }

  /** What the rule had before it, in words. */
  rule({ facts }: IncidentDetail): readonly Fact[] {
    return Object.entries(facts).map(([name, value]) => ({
      name: this.rules.factOf(name),
      value: this.rules.valueOf(value),
    }));
  }

  evidence({ id, at, details }: IncidentTimelineEntry): EvidenceLine {
    const text = (name: string): string => {
      const value = details[name];
      return typeof value === 'string' ? value : '';
    };
    const known = (key: string, fallback: string): string => {
      const found = this.texts.of(key);
      return found === key ? fallback : found;
    };
    const outcome = text('outcome') && known(`desk.outcome.${text('outcome')}`, text('outcome'));
    const reason = text('reason') && known(`desk.reason.${text('reason')}`, text('reason'));
    const action = this.actionOf(text('action'));
    const what = [action, reason || outcome].filter((part) => part !== '').join(': ');
    return { id, at, what, who: text('email') || '–', address: text('ipAddress') || '–' };
  }

  /** What was done, in the words of the audit log; a sign-in goes with its outcome. */
  private actionOf(action: string): string {
    if (action === 'sign-in.attempted') return this.texts.of('incidents.evidence.signIn');
    const key = actionKey(action);
    return key === null ? action : this.texts.of(key);
  }

  private duration(milliseconds: number): string {
    const { unit, count } = relativeTime(milliseconds);
    return unit === 'now'
      ? this.texts.of('incidents.figures.instant')
      : this.texts.of(`desk.ago.${unit}`, { count: this.i18n.number(count) });
  }
}
