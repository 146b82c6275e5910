import type { LiveFilter } from '@classy-book/contracts/realtime';
import { addressKey } from '../../common/network/addresses.js';
import { readAddressOrRange } from './attempt-filter.js';
import type { AttemptSelection } from './attempt-selection.port.js';

/**
 * Makes a filter ready to be asked about attempts in memory. It keeps exactly what the query of `toQuery` finds.
 * @returns null for a filter that keeps everything
 * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
 */
export function selectAttempts(filter: LiveFilter): AttemptSelection | null {
  const outcomes = setOf(filter.outcome);
  const reasons = setOf<string | null>(filter.reason);
  const methods = setOf(filter.method);
  const { email, country } = filter;
  const range = filter.address === undefined ? null : readAddressOrRange(filter.address);
  const parts = [outcomes, reasons, methods].map((set) => (set === null ? null : [...set].sort()));
  const conditions = [...parts, email ?? null, range === null ? null : [range.start, range.end], country ?? null];
  if (conditions.every((condition) => condition === null)) return null;
  return {
    key: JSON.stringify(conditions),
    filter,
    keeps: (attempt) => {
      if (outcomes !== null && !outcomes.has(attempt.outcome)) return false;
      if (reasons !== null && !reasons.has(attempt.reason)) return false;
      if (methods !== null && !methods.has(attempt.method)) return false;
      if (email !== undefined && attempt.email !== email) return false;
      if (country !== undefined && attempt.country !== (country === 'none' ? null : country)) return false;
      if (range === null) return true;
      const address = addressKey(attempt.ipAddress);
      return range.start <= address && address <= range.end;
    },
  };
}

function setOf<T>(values: readonly T[] | undefined): ReadonlySet<T> | null {
  return values === undefined || values.length === 0 ? null : new Set(values);
}
