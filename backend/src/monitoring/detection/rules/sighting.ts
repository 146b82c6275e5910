import type { IncidentEntityType, IncidentSeverity } from '@classy-book/contracts/incidents';
import type { DeskEvent } from '../desk-event.js';

/** Who or what had a part in one event. */
export interface Part {
  readonly type: IncidentEntityType;
  readonly value: string;
  readonly userId: string | null;
}

/** One event that belongs to what a rule has seen. `weight` is how many events it stands for. */
export interface Touch {
  readonly id: string;
  readonly at: number;
  readonly effect: 'failed' | 'succeeded' | 'none';
  readonly weight: number;
  readonly parts: readonly Part[];
}

/** What a rule measured, beside its limits. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/**
 * What a rule has seen at one event: that its limits were passed for `key`, with all that led there, or what came on
 * top of that.
 */
export interface Sighting {
  readonly key: string;
  /** Under which names, besides its own, it may be part of an incident that is there already. */
  readonly joins: readonly string[];
  readonly severity: IncidentSeverity;
  readonly facts: Facts;
  readonly touches: readonly Touch[];
  /** Whose role decides about the severity: it is high where this person may enter the console. */
  readonly personId?: string;
  /** How many earlier sign-ins that person must have, so that it counts. */
  readonly needsHistory?: number;
}

/** An account, by its email. */
export function accountPart(email: string, userId: string | null): Part {
  return { type: 'account', value: email, userId };
}

/** A network, by its CIDR form. */
export function networkPart(cidr: string): Part {
  return { type: 'network', value: cidr, userId: null };
}

/** An event as a touch of some parts. */
export function touchOf(event: DeskEvent, effect: Touch['effect'], parts: readonly Part[], weight = 1): Touch {
  return { id: event.id, at: event.at, effect, weight, parts };
}

/** An attempt as a touch of its account and its address, and of its session where it opened one. */
export function attemptTouch(event: DeskEvent): Touch {
  const { attempt, place } = event;
  const parts: Part[] = place === null ? [] : [networkPart(place.single)];
  if (attempt !== null) {
    parts.push(accountPart(attempt.email, attempt.userId));
    if (attempt.sessionId !== null) parts.push({ type: 'session', value: attempt.sessionId, userId: attempt.userId });
  }
  return touchOf(event, attempt?.outcome === 'succeeded' ? 'succeeded' : 'failed', parts);
}
