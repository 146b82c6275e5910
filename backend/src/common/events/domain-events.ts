import type { DeskEvents, NotificationCreated } from './desk-events.js';
import type { AttemptMethod, AttemptOutcome, AttemptReason } from '@classy-book/contracts/attempts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import type { ReplayedStream, SessionEndReason, StreamEvents } from '@classy-book/contracts/realtime';
import type { Actor, Origin } from './actor.js';
import type { BeforeAndAfter, EventFacts, IdentityEvents } from './identity-events.js';
import type { LearningEvents } from './learning-events.js';

/** A sign-in was tried; published for every answer that a sign-in route gives to a well-formed request. */
export interface SignInAttempted {
  readonly email: string;
  readonly userId: string | null;
  readonly outcome: AttemptOutcome;
  readonly reason: AttemptReason | null;
  readonly method: AttemptMethod;
  readonly factor: string | null;
  readonly sessionId: string | null;
  /** Set where the password that failed is one of those that everybody tries. The password itself is never told. */
  readonly commonGuess?: boolean;
  /** For who succeeded: whole days since the account was last used; null where it never was. */
  readonly idleDays?: number | null;
  readonly origin: Origin & { readonly ipAddress: string };
}

export interface AddressBlocked {
  readonly block: BlockedIp;
  /** The block of the same range that this one takes the place of. */
  readonly replaced?: BlockedIp;
  readonly actor: Actor;
  readonly origin: Origin;
}

export interface AddressUnblocked {
  readonly range: string;
  /** The block that ended, where it is known. */
  readonly block?: BlockedIp;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** An account was locked; `userId` is null where no such account exists, which only the desk may learn. */
export interface AccountLocked {
  readonly email: string;
  readonly userId: string | null;
  readonly source: 'auto' | 'manual';
  readonly reason: string;
  readonly lockedUntil: Date;
  /** The lock that this one takes the place of, where there was one. */
  readonly before?: EventFacts | null;
  readonly actor: Actor;
  readonly origin: Origin;
}

export interface AccountUnlocked {
  readonly email: string;
  readonly userId: string | null;
  /** The locks that were lifted, each with its kind and its end. */
  readonly before?: EventFacts | null;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** Sessions ended before their time; one event for all that ended together. */
export interface SessionsEnded {
  readonly userId: string;
  readonly sessionIds: readonly string[];
  readonly reason: SessionEndReason;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** A used refresh token came back after its successor window: it was copied. */
export interface RefreshTokenReused {
  readonly userId: string;
  /** Null where the account is gone. */
  readonly email: string | null;
  readonly sessionId: string;
  readonly origin: Origin;
}

/** Somebody with a valid session asked for what their role does not allow (ASVS 16.3.2). */
export interface AccessRefused {
  readonly actor: Actor;
  readonly permission: string;
  readonly route: string;
  readonly origin: Origin;
}

/** Something was done to an account by somebody else than its owner. */
export interface AccountAdministered extends BeforeAndAfter {
  readonly change:
    | 'created'
    | 'password_reset'
    | 'role_changed'
    | 'updated'
    | 'activated'
    | 'deactivated'
    | 'factors_reset'
    | 'deleted';
  readonly userId: string;
  readonly email: string;
  readonly role: string;
  readonly facts?: EventFacts;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** Records of the desk were taken out of it. */
export interface RecordsExported {
  readonly resource: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly rows: number;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** An event as it stands in the database, on its way to the consoles. */
export type RecordedEvent = {
  [S in ReplayedStream]: { readonly stream: S; readonly event: StreamEvents[S] };
}[ReplayedStream];

/** Everything that features tell each other. A new event is a new line here. */
export interface DomainEvents extends IdentityEvents, DeskEvents, LearningEvents {
  'sign-in.attempted': SignInAttempted;
  'address.blocked': AddressBlocked;
  'address.unblocked': AddressUnblocked;
  'account.locked': AccountLocked;
  'account.unlocked': AccountUnlocked;
  'sessions.ended': SessionsEnded;
  'refresh-token.reused': RefreshTokenReused;
  'access.refused': AccessRefused;
  'account.administered': AccountAdministered;
  'records.exported': RecordsExported;
  /** Leaves no trace: what it tells of has one. */
  'notification.created': NotificationCreated;
  /** In the order of the events' ids; monitoring publishes it after they were stored. */
  'monitoring.recorded': readonly RecordedEvent[];
}

export type DomainEventName = keyof DomainEvents;
