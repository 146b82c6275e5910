import { max, min, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import type { ApiKey } from '@classy-book/contracts/api-keys';
import { parseRange } from '../../../shared/components/address/cidr';

export type KeyState = 'active' | 'expired' | 'revoked';

/** What a key is at a moment, in milliseconds since the epoch. */
export function keyState(key: ApiKey, now: number): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  return Date.parse(key.expiresAt) <= now ? 'expired' : 'active';
}

/** The lifetimes that are offered, in days. */
export const keyDays = [7, 30, 90, 365] as const;
export type KeyDays = (typeof keyDays)[number];

export const MAX_RANGES = 20;
export const MAX_PER_MINUTE = 6_000;

/** What is typed for a new key; the scopes and the lifetime are chosen. */
export interface KeyModel {
  readonly name: string;
  readonly perMinute: number | null;
  /** One address or range to a line. */
  readonly ranges: string;
}

/** What can be told before asking the server, which checks again. */
export function keyRules(path: SchemaPathTree<KeyModel>): void {
  validate(path.name, ({ value }) => {
    const name = value().trim();
    if (name === '') return { kind: 'required' };
    return name.length > 60 ? { kind: 'tooLong' } : undefined;
  });
  required(path.perMinute);
  min(path.perMinute, 1);
  max(path.perMinute, MAX_PER_MINUTE);
  validate(path.perMinute, ({ value }) =>
    value() === null || Number.isInteger(value()) ? undefined : { kind: 'perMinute' },
  );
  validate(path.ranges, ({ value }) => {
    const lines = linesOf(value());
    if (lines.length > MAX_RANGES) return { kind: 'tooManyRanges' };
    return lines.every(isRange) ? undefined : { kind: 'ranges' };
  });
}

/** The lines that hold something. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The first line that is no address and no range with its first address in front, which would be a slip of the pen. */
export function wrongLine(text: string): string | null {
  return linesOf(text).find((line) => !isRange(line)) ?? null;
}

function isRange(line: string): boolean {
  const [range, host] = [parseRange(line), parseRange(line.split('/')[0] ?? '')];
  return range !== null && host !== null && host.start === range.start;
}
