import { Service, inject } from '@angular/core';
import { I18nService } from '../../../core/services/i18n';
import { Texts } from '../../../shared/texts/texts';
import type { DeskFilter } from './attempt-filter';

/** What the filter chips say. */
export interface ChipTexts {
  readonly time: string;
  readonly outcome: string;
  readonly reason: string;
  readonly method: string;
  readonly address: string;
  readonly email: string;
  readonly country: string;
}

/** More values than this are counted instead of named. */
const NAMED = 2;

/** The filter in words. Reads signals: use it in a computed. */
@Service()
export class FilterTexts {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  of(filter: DeskFilter): ChipTexts {
    return {
      time: this.time(filter),
      outcome: this.list('outcome', filter.outcome, (value) => `desk.outcome.${value}`),
      reason: this.list('reason', filter.reason, (value) => `desk.reason.${value}`),
      method: this.list('method', filter.method, (value) => `desk.method.${value}`),
      address: filter.address || this.texts.of('monitoring.filter.address'),
      country: this.country(filter.country),
      email: filter.email || this.texts.of('monitoring.filter.email'),
    };
  }

  private time({ time }: DeskFilter): string {
    if (typeof time === 'string') return this.texts.of(`monitoring.range.${time}`);
    const [from, to] = [new Date(time.from), new Date(time.to)];
    const sameDay = from.toDateString() === to.toDateString() && from.toDateString() === new Date().toDateString();
    const full = (moment: Date) => `${this.i18n.date(moment)} ${this.i18n.time(moment)}`;
    const [first, last] = sameDay ? [this.i18n.time(from), this.i18n.time(to)] : [full(from), full(to)];
    // Isolated, so that the two moments keep their order in text that runs from right to left.
    return `\u2068${first}\u2069 – \u2068${last}\u2069`;
  }

  private country(code: string): string {
    const name = this.texts.of('monitoring.filter.country');
    if (code === '') return name;
    const value = code === 'none' ? this.texts.of('monitoring.filter.countryUnknown') : this.countryName(code);
    return this.texts.of('monitoring.filter.chip', { name, value });
  }

  private countryName(code: string): string {
    return new Intl.DisplayNames(this.i18n.locale(), { type: 'region' }).of(code) ?? code;
  }

  private list(name: string, values: readonly string[], key: (value: string) => string): string {
    const shown =
      values.length === 0
        ? this.texts.of('monitoring.filter.any')
        : values.length > NAMED
          ? this.i18n.number(values.length)
          : values.map((value) => this.texts.of(key(value))).join(this.texts.of('desk.and'));
    return this.texts.of('monitoring.filter.chip', { name: this.texts.of(`monitoring.filter.${name}`), value: shown });
  }
}
