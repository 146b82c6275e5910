import type { PlainDetails } from '../audit/audit-record.js';
import { type Place, placeOf } from './rules/place.js';

/** What of a record of the audit log the rules look at. */
export interface DeskRecord {
  readonly id: string;
  readonly action: string;
  readonly actor: { readonly kind: string; readonly name: string; readonly userId: string | null };
  readonly resourceId: string;
  readonly details: PlainDetails;
  readonly ipAddress: string | null;
  readonly timestamp: Date;
}

/** An attempt to sign in, as the rules see it. That the password was right and a code is asked for is one that got in. */
export interface Attempt {
  readonly email: string;
  readonly userId: string | null;
  readonly outcome: 'succeeded' | 'failed' | 'blocked';
  readonly reason: string | null;
  readonly sessionId: string | null;
  readonly commonGuess: boolean;
  readonly idleDays: number | null;
  /** It was refused for what was typed, or before anybody looked: a guess at a password, as far as anybody can tell. */
  readonly isGuess: boolean;
}

/** One record, read once for all rules. `at` is in milliseconds since the epoch. */
export interface DeskEvent {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  readonly actor: DeskRecord['actor'];
  readonly resourceId: string;
  readonly details: PlainDetails;
  readonly place: Place | null;
  readonly attempt: Attempt | null;
}

const CHALLENGED = 'second-factor.challenged';

const GUESSES = new Set([
  'wrong_password',
  'unknown_account',
  'account_disabled',
  'not_permitted',
  'account_locked',
  'address_blocked',
  'rate_limited',
]);

/** Reads a record. One that was edited by hand into something else is read as far as it makes sense. */
export function toDeskEvent(record: DeskRecord): DeskEvent {
  const { id, action, resourceId, ipAddress, timestamp } = record;
  // whoever edits the log by hand can leave out what every record has
  const details = (record.details as PlainDetails | undefined) ?? {};
  const actor = (record.actor as DeskRecord['actor'] | undefined) ?? { kind: 'system', name: 'system', userId: null };
  const place = typeof ipAddress === 'string' ? placeOf(ipAddress) : null;
  const attempt =
    action === 'sign-in.attempted' ? attemptOf(details) : action === CHALLENGED ? rightPassword(details) : null;
  return { id, at: timestamp.getTime(), action, actor, resourceId, details, place, attempt };
}

/** A text of the details; null where there is none. */
export function textOf(details: PlainDetails, name: string): string | null {
  const value = details[name];
  return typeof value === 'string' ? value : null;
}

/** A number of the details, 0 where there is none. */
export function numberOf(details: PlainDetails, name: string): number {
  const value = details[name];
  return typeof value === 'number' ? value : 0;
}

/** The texts of a list in the details. */
export function textsOf(details: PlainDetails, name: string): readonly string[] {
  const value = details[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

// for whoever guesses passwords, this is what they were after
function rightPassword(details: PlainDetails): Attempt | null {
  return attemptOf({ ...details, outcome: 'succeeded', reason: null });
}

function attemptOf(details: PlainDetails): Attempt | null {
  const email = textOf(details, 'email');
  const outcome = details['outcome'];
  if (email === null || (outcome !== 'succeeded' && outcome !== 'failed' && outcome !== 'blocked')) return null;
  const reason = textOf(details, 'reason');
  const idleDays = details['idleDays'];
  return {
    email,
    userId: textOf(details, 'userId'),
    outcome,
    reason,
    sessionId: textOf(details, 'sessionId'),
    commonGuess: details['commonGuess'] === true,
    idleDays: typeof idleDays === 'number' ? idleDays : null,
    isGuess: outcome !== 'succeeded' && reason !== null && GUESSES.has(reason),
  };
}
