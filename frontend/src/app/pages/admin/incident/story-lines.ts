import { Service, inject } from '@angular/core';
import type { IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import type { IconName } from '../../../shared/components/icon/icons';
import { Texts } from '../../../shared/texts/texts';
import { RuleTexts } from '../../../shared/desk/rule-texts';

/** An entry of the story, ready to show. */
export interface StoryLine {
  readonly id: string;
  readonly at: string;
  readonly icon: IconName;
  readonly tone: 'danger' | 'warn' | 'ok' | 'info' | 'muted';
  readonly sentence: string;
  /** What the rule had before it; empty where there is nothing to tell. */
  readonly facts: string;
  /** What somebody wrote; null where it is no note. */
  readonly note: string | null;
}

type Type = IncidentTimelineEntry['type'];

const looks: Readonly<Record<Type, readonly [IconName, StoryLine['tone']]>> = {
  detected: ['warning', 'danger'],
  joined: ['add', 'warn'],
  escalated: ['arrow-upward', 'danger'],
  evidence: ['vital-signs', 'muted'],
  note: ['mail', 'info'],
  state: ['check', 'info'],
  severity: ['flag', 'warn'],
  assigned: ['person', 'info'],
  contained: ['shield', 'ok'],
  undone: ['undo', 'warn'],
  closed_by_quiet: ['check-circle', 'muted'],
};

/** The story of an incident in sentences. Reads signals: use it in a computed. */
@Service()
export class StoryLines {
  private readonly rules = inject(RuleTexts);
  private readonly texts = inject(Texts);

  of(entry: IncidentTimelineEntry): StoryLine {
    const { id, at, type, text } = entry;
    const [icon, tone] = looks[type];
    return { id, at, icon, tone, sentence: this.sentence(entry), facts: this.facts(entry), note: text };
  }

  private sentence({ type, actor, details }: IncidentTimelineEntry): string {
    const who = actor === 'system' ? this.texts.of('incidents.story.system') : actor;
    const wordsFor = (value: unknown): string => this.valueOf(type, value);
    const reported = type === 'detected' && details['rule'] === 'manual';
    return this.texts.of(`incidents.story.${reported ? 'reported' : type}`, {
      who,
      from: wordsFor(details['from']),
      to: wordsFor(details['to']),
      kind: this.kindOf(details['rule']),
    });
  }

  private facts({ type, details }: IncidentTimelineEntry): string {
    if (type !== 'detected' && type !== 'joined') return '';
    const { rule: _, severity: __, ...facts } = details;
    return this.rules.factsOf(facts);
  }

  private kindOf(rule: unknown): string {
    return typeof rule === 'string' ? this.texts.of(`desk.incidentKind.${rule}`) : '';
  }

  private valueOf(type: Type, value: unknown): string {
    if (type === 'assigned') return personIn(value) ?? this.texts.of('incidents.nobody');
    if (typeof value !== 'string') return '–';
    if (type === 'state') return this.texts.of(`desk.incidentState.${value}`);
    return type === 'severity' || type === 'escalated' ? this.texts.of(`desk.severity.${value}`) : value;
  }
}

function personIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('email' in value)) return null;
  return typeof value.email === 'string' ? value.email : null;
}
