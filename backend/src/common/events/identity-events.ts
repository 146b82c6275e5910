import type { FactorMethod } from '@classy-book/contracts/second-factor';
import type { Actor, Origin } from './actor.js';

/** Small facts about an event, for the audit log: never a secret, a token or a code. */
export type EventFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What a change made of what, where the event does not say so otherwise; null where there was nothing, or is nothing now. */
export interface BeforeAndAfter {
  readonly before?: EventFacts | null;
  readonly after?: EventFacts | null;
}

interface AboutAccount {
  readonly userId: string;
  readonly email: string;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** Something about an account changed by its owner's doing, or by a link that was mailed to them. */
export interface AccountChanged extends AboutAccount, BeforeAndAfter {
  readonly change:
    | 'registered'
    | 'email_verified'
    | 'email_change_requested'
    | 'email_changed'
    | 'email_change_undone'
    | 'password_reset_requested'
    | 'password_reset'
    | 'password_changed'
    | 'profile_updated'
    | 'deactivated'
    | 'deletion_requested'
    | 'deletion_cancelled'
    | 'deleted'
    | 'exported'
    | 'sign_in_disowned';
  readonly facts: EventFacts;
}

// what does not touch what the account may do, nor who it is
const WITHOUT_EFFECT: readonly AccountChanged['change'][] = [
  'registered',
  'email_verified',
  'email_change_requested',
  'password_reset_requested',
  'profile_updated',
  'deletion_requested',
  'deletion_cancelled',
  'exported',
];

/** Whether a change of an account may change what its sessions can do: then they are looked at again everywhere. */
export function changesAccess(change: AccountChanged['change']): boolean {
  return !WITHOUT_EFFECT.includes(change);
}

/** A second factor came, went or was renamed. `name` is the authenticator's. */
export interface SecondFactorChanged extends AboutAccount {
  readonly change: 'totp_added' | 'passkey_added' | 'renamed' | 'removed' | 'backup_codes_made' | 'reset';
  readonly name: string | null;
}

/** The password was right and a second factor was asked for. */
export interface SecondFactorChallenged extends AboutAccount {
  readonly methods: readonly FactorMethod[];
}

/** Somebody signed in proved freshly, or failed to prove, who they are. */
export interface StepUpAttempted extends AboutAccount {
  readonly method: 'password' | FactorMethod;
  readonly succeeded: boolean;
  readonly sessionId: string;
}

/** Too many wrong second factors: this way of signing in waits until `lockedUntil`. */
export interface SecondFactorLocked extends AboutAccount {
  readonly failures: number;
  readonly lockedUntil: Date;
}

/** A passkey signed right, but with a counter that another copy of it has used already: refused. `name` is the passkey's. */
export interface PasskeyCloned extends AboutAccount {
  readonly name: string;
}

/** A sign-in from a device or a country that the account was not seen with before. Never published for the first sign-in. */
export interface UnfamiliarSignIn extends AboutAccount {
  readonly sessionId: string;
  readonly newDevice: boolean;
  readonly newCountry: boolean;
  /** ISO 3166-1 alpha-2, null where it is not known. */
  readonly country: string | null;
}

/** An account at a provider was linked or unlinked. */
export interface IdentityChanged extends AboutAccount {
  readonly change: 'linked' | 'unlinked';
  readonly provider: string;
}

export interface ApiKeyChanged extends AboutAccount {
  readonly change: 'created' | 'revoked';
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** A custom role was made, changed or deleted. */
export interface RoleChanged extends BeforeAndAfter {
  readonly change: 'created' | 'updated' | 'deleted';
  readonly role: string;
  readonly permissions: readonly string[];
  readonly actor: Actor;
  readonly origin: Origin;
}

export interface InvitationChanged {
  readonly change: 'sent' | 'withdrawn' | 'accepted';
  readonly email: string;
  readonly role: string;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** A rate limit was reached, told at most once a minute for each subject. With `dryRun` nobody was refused. */
export interface RateLimitExceeded {
  readonly policy: string;
  readonly subject: string;
  readonly dryRun: boolean;
  readonly origin: Origin;
}

/** The events of identity, by name. */
export interface IdentityEvents {
  'account.changed': AccountChanged;
  'second-factor.changed': SecondFactorChanged;
  'second-factor.challenged': SecondFactorChallenged;
  'second-factor.locked': SecondFactorLocked;
  'passkey.cloned': PasskeyCloned;
  'step-up.attempted': StepUpAttempted;
  'sign-in.unfamiliar': UnfamiliarSignIn;
  'identity.changed': IdentityChanged;
  'api-key.changed': ApiKeyChanged;
  'role.changed': RoleChanged;
  'invitation.changed': InvitationChanged;
  'rate-limit.exceeded': RateLimitExceeded;
}
