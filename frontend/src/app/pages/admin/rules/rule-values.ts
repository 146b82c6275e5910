import type { DetectionRule, RuleParameter, RuleParameterValue } from '@classy-book/contracts/detection';

/** The values of all parameters of a rule, by name. */
export type RuleValues = Readonly<Record<string, RuleParameterValue>>;

const MOST_PATHS = 50;

export function valuesOf(rule: DetectionRule): RuleValues {
  return Object.fromEntries(rule.parameters.map(({ name, value }) => [name, value]));
}

export function defaultsOf(rule: DetectionRule): RuleValues {
  return Object.fromEntries(rule.parameters.map((parameter) => [parameter.name, parameter.default]));
}

export function same(one: RuleParameterValue | undefined, other: RuleParameterValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** How many values are not what the rule was made with. */
export function changedCount(rule: DetectionRule): number {
  return rule.parameters.filter((parameter) => !same(parameter.value, parameter.default)).length;
}

/** What is wrong with a value, as the key below `rules.error`; null where nothing is. The server checks again. */
export function problemOf(parameter: RuleParameter, value: RuleParameterValue | undefined): string | null {
  switch (parameter.kind) {
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : 'time';
    case 'timezone':
      return typeof value === 'string' && isTimezone(value) ? null : 'timezone';
    case 'days':
      return Array.isArray(value) && value.length > 0 ? null : 'days';
    case 'paths':
      return Array.isArray(value) && arePaths(value) ? null : 'paths';
    case 'flag':
      return null;
    case 'integer':
    case 'percent':
    case 'minutes':
    case 'days_count':
    case 'kmh':
      return isWithin(parameter, value) ? null : 'number';
  }
}

/** True for the kinds that are typed as a number. */
export function isNumeric({ kind }: Pick<RuleParameter, 'kind'>): boolean {
  return ['integer', 'percent', 'minutes', 'days_count', 'kmh'].includes(kind);
}

function isWithin({ minimum, maximum }: RuleParameter, value: RuleParameterValue | undefined): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return (minimum === null || value >= minimum) && (maximum === null || value <= maximum);
}

function isTimezone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function arePaths(paths: readonly unknown[]): boolean {
  if (paths.length > MOST_PATHS) return false;
  return paths.every((path) => typeof path === 'string' && path.startsWith('/') && path.length <= 200);
}
