import type { ContainmentAction, ContainmentActionType } from '@classy-book/contracts/containment';
import type { IncidentKind } from '@classy-book/contracts/incidents';

type Obstacle = ContainmentAction['obstacle'];

/** What is known of a network. */
export interface NetworkFacts {
  readonly network: string;
  /** People signed in from there before the incident began: keeping all of them out is not proposed. */
  readonly isShared: boolean;
  readonly obstacle: Obstacle;
}

/** What is known of an account. */
export interface AccountFacts {
  readonly email: string;
  /** Signed in to within the incident, or owns a session that has a part in it. */
  readonly cameIn: boolean;
  readonly ownsSession: boolean;
  readonly livingSessions: number;
  readonly lockObstacle: Obstacle;
  readonly sessionsObstacle: Obstacle;
}

/** What is known of an API key. */
export interface KeyFacts {
  readonly keyId: string;
  readonly obstacle: Obstacle;
}

/** Everything that the plan of an incident is made of. */
export interface PlanFacts {
  readonly kinds: readonly IncidentKind[];
  readonly networks: readonly NetworkFacts[];
  readonly accounts: readonly AccountFacts[];
  readonly keys: readonly KeyFacts[];
}

/** What is proposed for an incident of a kind: for the networks, the accounts that were come into, sessions, keys. */
interface Proposal {
  readonly block: boolean;
  /** `came_in`: accounts that were signed in to. `all`: those too that nobody is known to have signed in to. */
  readonly lock: 'no' | 'came_in' | 'all';
  readonly endSessions: 'no' | 'came_in' | 'all';
  readonly revokeKeys: boolean;
}

const GUESSING: Proposal = { block: true, lock: 'came_in', endSessions: 'came_in', revokeKeys: false };
const TAKEN_OVER: Proposal = { block: false, lock: 'all', endSessions: 'all', revokeKeys: false };

const PROPOSALS: Readonly<Record<IncidentKind, Proposal>> = {
  brute_force: GUESSING,
  credential_stuffing: GUESSING,
  password_spraying: GUESSING,
  second_factor_guessing: GUESSING,
  // the owner has a copied session, and changes nothing by being locked out
  token_reuse: { block: false, lock: 'no', endSessions: 'all', revokeKeys: false },
  impossible_travel: TAKEN_OVER,
  new_country: TAKEN_OVER,
  dormant_account: TAKEN_OVER,
  scanner: { block: true, lock: 'no', endSessions: 'no', revokeKeys: false },
  api_key_misuse: { block: false, lock: 'no', endSessions: 'no', revokeKeys: true },
  privilege_change: TAKEN_OVER,
  mass_export: TAKEN_OVER,
  manual: { block: true, lock: 'no', endSessions: 'no', revokeKeys: false },
};

/** The id under which an action is asked for. */
export function actionId(type: ContainmentActionType, target: string): string {
  return `${type}:${target}`;
}

/** What could be done about an incident, and what of it is proposed. Nothing is proposed that has an obstacle. */
export function planOf({ kinds, networks, accounts, keys }: PlanFacts): ContainmentAction[] {
  const proposals = kinds.map((kind) => PROPOSALS[kind]);
  // where nobody is known to have come in, those whom it is about are meant
  const someCameIn = accounts.some(({ cameIn }) => cameIn);
  const isMeant = (what: Proposal['lock'], cameIn: boolean): boolean =>
    what === 'came_in' ? cameIn : what === 'all' && (cameIn || !someCameIn);
  return [
    ...networks.map(({ network, isShared, obstacle }) =>
      action('block_network', network, obstacle, proposals.some(({ block }) => block) && !isShared),
    ),
    ...accounts.flatMap((account) => {
      const { email, cameIn, ownsSession, livingSessions } = account;
      const lock = proposals.some((proposal) => isMeant(proposal.lock, cameIn));
      const end = proposals.some((proposal) => isMeant(proposal.endSessions, cameIn || ownsSession));
      return [
        { ...action('end_sessions', email, account.sessionsObstacle, end), sessions: livingSessions },
        action('lock_account', email, account.lockObstacle, lock),
      ].filter(({ type, obstacle }) => type === 'lock_account' || obstacle !== 'unknown_account');
    }),
    ...keys.map(({ keyId, obstacle }) =>
      action(
        'revoke_key',
        keyId,
        obstacle,
        proposals.some(({ revokeKeys }) => revokeKeys),
      ),
    ),
  ];
}

function action(
  type: ContainmentActionType,
  target: string,
  obstacle: Obstacle,
  isProposed: boolean,
): ContainmentAction {
  return {
    id: actionId(type, target),
    type,
    target,
    recommended: isProposed && obstacle === null,
    undoable: type === 'block_network' || type === 'lock_account',
    obstacle,
    sessions: null,
  };
}
