import type { RuleParameterValue } from '@classy-book/contracts/detection';
import type { ErrorDetail } from '@classy-book/contracts/errors';
import { AppError } from '../../common/response/app-error.js';
import { type DetectionRule, defaultsOf, type ParameterDefinition, type RuleValues } from './rules/rule.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MAX_PATHS = 50;

/**
 * All values of a rule: those that were given, and for the others what it is made with.
 * @throws AppError VALIDATION_FAILED that names every parameter that is none, or is out of its range
 */
export function completeValues(rule: DetectionRule, given: Readonly<Record<string, unknown>>): RuleValues {
  const known = new Map(rule.parameters.map((parameter) => [parameter.name, parameter]));
  const details: ErrorDetail[] = Object.entries(given).flatMap(([name, value]) => {
    const parameter = known.get(name);
    const problem = parameter === undefined ? 'this rule has no such parameter' : problemOf(parameter, value);
    return problem === null ? [] : [{ path: `parameters.${name.slice(0, 40)}`, message: problem }];
  });
  if (details.length > 0) {
    throw new AppError('VALIDATION_FAILED', 'Some parameters are not as they should be.', { details });
  }
  return { ...defaultsOf(rule), ...(given as Record<string, RuleParameterValue>) };
}

/** The same for what was stored, maybe by another version: what does not fit any more takes its default. */
export function repairedValues(rule: DetectionRule, stored: Readonly<Record<string, unknown>>): RuleValues {
  const fitting = rule.parameters.flatMap((parameter) => {
    const value = stored[parameter.name];
    return problemOf(parameter, value) === null ? [[parameter.name, value as RuleParameterValue] as const] : [];
  });
  return { ...defaultsOf(rule), ...Object.fromEntries(fitting) };
}

function problemOf(parameter: ParameterDefinition, value: unknown): string | null {
  switch (parameter.kind) {
    case 'integer':
    case 'percent':
    case 'minutes':
    case 'days_count':
    case 'kmh':
      return numberProblem(parameter, value);
    case 'time':
      return typeof value === 'string' && TIME.test(value) ? null : 'must be a time such as 07:30';
    case 'timezone':
      return isTimezone(value) ? null : 'must be the name of a time zone such as Europe/Berlin';
    case 'days':
      return isDays(value) ? null : 'must be days from 1 (Monday) to 7, each at most once';
    case 'paths':
      return isPaths(value) ? null : `must be at most ${String(MAX_PATHS)} paths that begin with /`;
    case 'flag':
      return typeof value === 'boolean' ? null : 'must be true or false';
  }
}

function numberProblem({ minimum, maximum }: ParameterDefinition, value: unknown): string | null {
  const [least, most] = [minimum ?? 0, maximum ?? Number.MAX_SAFE_INTEGER];
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return fits ? null : `must be a whole number from ${String(least)} to ${String(most)}`;
}

function isTimezone(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function isDays(value: unknown): boolean {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return false;
  return value.every((day) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7);
}

function isPaths(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MAX_PATHS) return false;
  return value.every((path) => typeof path === 'string' && path.startsWith('/') && path.length <= 200);
}
