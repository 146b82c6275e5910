import type { IncidentKind } from '@classy-book/contracts/incidents';
import { describe, expect, it } from 'vitest';
import { type AccountFacts, planOf, type PlanFacts } from './containment-plan.js';

const account = (email: string, change: Partial<AccountFacts> = {}): AccountFacts => ({
  ...{ email, cameIn: false, ownsSession: false, livingSessions: 1, lockObstacle: null, sessionsObstacle: null },
  ...change,
});

const FACTS: PlanFacts = {
  kinds: [],
  networks: [
    { network: 'N', isShared: false, obstacle: null },
    { network: 'S', isShared: true, obstacle: null },
  ],
  accounts: [account('in', { cameIn: true }), account('out')],
  keys: [{ keyId: 'K', obstacle: null }],
};

const proposed = (kinds: readonly IncidentKind[], change: Partial<PlanFacts> = {}) =>
  planOf({ ...FACTS, kinds, ...change })
    .filter(({ recommended }) => recommended)
    .map(({ id }) => id)
    .sort();

const BLOCK = 'block_network:N';
const LOCK = 'lock_account:in';
const END = 'end_sessions:in';

describe('what a plan proposes', () => {
  it.each<[IncidentKind, string[]]>([
    ['brute_force', [BLOCK, END, LOCK]],
    ['credential_stuffing', [BLOCK, END, LOCK]],
    ['password_spraying', [BLOCK, END, LOCK]],
    ['second_factor_guessing', [BLOCK, END, LOCK]],
    ['token_reuse', [END]],
    ['impossible_travel', [END, LOCK]],
    ['new_country', [END, LOCK]],
    ['dormant_account', [END, LOCK]],
    ['scanner', [BLOCK]],
    ['api_key_misuse', ['revoke_key:K']],
    ['privilege_change', [END, LOCK]],
    ['mass_export', [END, LOCK]],
    ['manual', [BLOCK]],
  ])('for %s', (kind, ids) => {
    expect(proposed([kind])).toEqual(ids);
  });

  it('is all of what its kinds propose', () => {
    expect(proposed(['scanner', 'api_key_misuse'])).toEqual([BLOCK, 'revoke_key:K']);
  });

  it('is whom it is about, where nobody is known to have come in', () => {
    const accounts = [account('one'), account('two')];
    expect(proposed(['mass_export'], { accounts })).toHaveLength(4);
    expect(proposed(['brute_force'], { accounts })).toEqual([BLOCK]);
  });

  it('is nothing that has an obstacle', () => {
    const networks = [{ network: 'N', isShared: false, obstacle: 'own_address' as const }];
    const accounts = [account('in', { cameIn: true, lockObstacle: 'higher_role', sessionsObstacle: 'already_done' })];
    expect(proposed(['brute_force'], { networks, accounts })).toEqual([]);
  });

  it('leaves everything to be asked for, shared networks too', () => {
    expect(planOf({ ...FACTS, kinds: ['scanner'] }).map(({ id }) => id)).toEqual([
      ...[BLOCK, 'block_network:S', END, LOCK, 'end_sessions:out', 'lock_account:out', 'revoke_key:K'],
    ]);
  });
});
