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
  switch (change) {
    case 'created':
      return came({ email, role });
    case 'deleted':
      return went({ email, role });
    case 'role_changed':
      return { before: { role: facts['from'] ?? null }, after: { role: facts['to'] ?? role } };
    case 'activated':
    case 'deactivated':
      return { before: { isActive: change === 'deactivated' }, after: { isActive: change === 'activated' } };
    case 'factors_reset':
      return { before: { secondFactors: facts['had'] ?? null }, after: { secondFactors: false } };
    default:
      return NOTHING;
  }
}

/** What a person did to their own account. */
export function changedByOwner({ change, email, facts, before, after }: AccountChanged): SaidOfChange {
  if (before !== undefined && after !== undefined) return { before, after };
  switch (change) {
    case 'registered':
      return came({ email });
    case 'deleted':
      return went({ email });
    case 'email_verified':
      return { before: { emailVerified: false }, after: { emailVerified: true } };
    case 'email_changed':
    case 'email_change_undone':
      return facts['oldEmail'] === undefined ? NOTHING : { before: { email: facts['oldEmail'] }, after: { email } };
    case 'deactivated':
      return { before: { isActive: true }, after: { isActive: false } };
    default:
      return NOTHING;
  }
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
