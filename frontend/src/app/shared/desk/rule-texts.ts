import { Service, inject } from '@angular/core';
import { I18nService } from '../../core/services/i18n';
import { Texts } from '../texts/texts';

/** The names of what rules measure and are set with, and their values, in words. Texts: scope `rules`. Reads signals. */
@Service()
export class RuleTexts {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  /** The name of what a rule measured. */
  factOf(name: string): string {
    return this.nameOf('fact', name);
  }

  /** The name of what a rule is set with. */
  parameterOf(name: string): string {
    return this.nameOf('parameter', name);
  }

  /** A value as it is read: numbers with grouping, yes and no in words. */
  valueOf(value: unknown): string {
    if (typeof value === 'number') return this.i18n.number(value);
    if (typeof value === 'boolean') return this.texts.of(value ? 'rules.yes' : 'rules.no');
    if (Array.isArray(value)) return value.map((one) => this.valueOf(one)).join(this.texts.of('desk.and'));
    return typeof value === 'string' ? value : '';
  }

  /** Facts in one line, such as "attempts: 12, limit: 10". */
  factsOf(facts: Readonly<Record<string, unknown>>): string {
    return Object.entries(facts)
      .filter(([, value]) => ['number', 'string', 'boolean'].includes(typeof value))
      .map(([name, value]) => `${this.factOf(name)}: ${this.valueOf(value)}`)
      .join(' · ');
  }

  /** One that has no text here yet is shown as it is called. */
  private nameOf(kind: 'fact' | 'parameter', name: string): string {
    const key = `rules.${kind}.${name}`;
    const text = this.texts.of(key);
    return text === key ? name.replace(/([A-Z])/g, ' $1').toLowerCase() : text;
  }
}
