import type { BlockedIp } from '@classy-book/contracts/blocking';
import type { AccountAdministered, AccountLocked } from '../../common/events/domain-events.js';
import type {
  AccountChanged,
  ApiKeyChanged,
  IdentityChanged,
  InvitationChanged,
  SecondFactorChanged,
} from '../../common/events/identity-events.js';
import type { PlainDetails } from '../audit/audit-record.js';

/** What a change made of what: null where there was nothing, or is nothing any more. */
interface Change {
  readonly before: PlainDetails | null;
  readonly after: PlainDetails | null;
}

/** What a record says of a change; nothing where there is nothing to say, such as of a secret. */
type SaidOfChange = Change | Record<string, never>;

const came = (after: PlainDetails): Change => ({ before: null, after });
const went = (before: PlainDetails): Change => ({ before, after: null });
const NOTHING = {} as const;

/** What an administrator did to an account. */
export function administered({ change, email, role, facts = {}, before, after }: AccountAdministered): SaidOfChange {
  if (before !== undefined && after !== undefined) return { before, after };
  const told: Partial<Record<AccountAdministered['change'], Change>> = {
    created: came({ email, role }),
    deleted: went({ email, role }),
    role_changed: { before: { role: facts['from'] ?? null }, after: { role: facts['to'] ?? role } },
    activated: { before: { isActive: false }, after: { isActive: true } },
    deactivated: { before: { isActive: true }, after: { isActive: false } },
    factors_reset: { before: { secondFactors: facts['had'] ?? null }, after: { secondFactors: false } },
  };
  return told[change] ?? NOTHING;
}

/** What a person did to their own account. */
export function changedByOwner({ change, email, facts, before, after }: AccountChanged): SaidOfChange {
  if (before !== undefined && after !== undefined) return { before, after };
  const { oldEmail } = facts;
  const moved = oldEmail === undefined ? undefined : { before: { email: oldEmail }, after: { email } };
  const told: Partial<Record<AccountChanged['change'], Change | undefined>> = {
    registered: came({ email }),
    deleted: went({ email }),
    email_verified: { before: { emailVerified: false }, after: { emailVerified: true } },
    email_changed: moved,
    email_change_undone: moved,
    deactivated: { before: { isActive: true }, after: { isActive: false } },
  };
  return told[change] ?? NOTHING;
}

/** A lock; `before` is the one that was in force when it was set, where that is known. */
export function locked({ source, reason, lockedUntil, before = null }: AccountLocked): Change {
  return { before, after: { source, reason, lockedUntil: lockedUntil.toISOString() } };
}

/** A block of an address, as far as somebody decided it. */
export function blockChange(was: BlockedIp | undefined, is: BlockedIp | undefined): Change {
  return { before: blockFacts(was), after: blockFacts(is) };
}

function blockFacts(of: BlockedIp | undefined): PlainDetails | null {
  if (of === undefined) return null;
  const { range, reason, source, permanent, blockedUntil } = of;
  return { range, reason, source, permanent, blockedUntil };
}

/** A second factor of a person. */
export function factor({ change, name }: SecondFactorChanged): SaidOfChange {
  const added = { totp_added: 'totp', passkey_added: 'passkey', backup_codes_made: 'codes' } as const;
  if (change === 'removed') return went({ name });
  return change === 'renamed' || change === 'reset' ? NOTHING : came({ kind: added[change], name });
}

/** An account at a provider. */
export function identity({ change, provider }: IdentityChanged): Change {
  return change === 'linked' ? came({ provider }) : went({ provider });
}

/** An API key, without what it opens with. */
export function apiKey({ change, name, scopes }: ApiKeyChanged): Change {
  return change === 'created' ? came({ name, scopes }) : went({ name, scopes });
}

/** An invitation; who accepts one ends it. */
export function invitation({ change, email, role }: InvitationChanged): Change {
  return change === 'sent' ? came({ email, role }) : went({ email, role });
}
