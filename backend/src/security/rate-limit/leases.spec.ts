import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Leases } from './leases.js';
import type { RateLimitPolicy } from './rate-limit.policies.js';
import type { Taken } from './rate-limit-store.repository.js';

const policyOf = (points: number, lease: number): RateLimitPolicy => ({
  name: 'test',
  by: 'address',
  points,
  seconds: 60,
  lease,
});

/** A store that counts exactly, with a window that ends at `endsAt`. */
function storeWith(clock: { now: number }) {
  const consumed = new Map<string, { points: number; endsAt: number }>();
  let commands = 0;
  const take = (policy: RateLimitPolicy, subject: string, points: number): Promise<Taken> => {
    commands += 1;
    const found = consumed.get(subject);
    const open = found !== undefined && found.endsAt > clock.now ? found : { points: 0, endsAt: clock.now + 60_000 };
    open.points += points;
    consumed.set(subject, open);
    const allowed = open.points <= policy.points;
    return Promise.resolve({
      allowed,
      remaining: Math.max(0, policy.points - open.points),
      resetMs: open.endsAt - clock.now,
    });
  };
  return { take, commands: () => commands };
}

describe('leases', () => {
  it('let exactly the limit through, however many requests come at once', async () => {
    const clock = { now: 0 };
    const store = storeWith(clock);
    const leases = new Leases(store.take, () => clock.now);
    const policy = policyOf(60, 10);
    const answers = await Promise.all(Array.from({ length: 200 }, async () => await leases.spend(policy, 'a')));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(60);
    expect(store.commands()).toBeLessThanOrEqual(7);
  });

  it('never let several processes spend more than the limit together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(1, 2, 5, 10),
        fc.integer({ min: 1, max: 80 }),
        async (processes, lease, requests) => {
          const clock = { now: 0 };
          const { take } = storeWith(clock);
          const all = Array.from({ length: processes }, () => new Leases(take, () => clock.now));
          const answers = await Promise.all(
            all.flatMap((leases) =>
              Array.from({ length: requests }, async () => await leases.spend(policyOf(20, lease), 'a')),
            ),
          );
          const allowed = answers.filter((answer) => answer.allowed).length;
          expect(allowed).toBeLessThanOrEqual(20);
          if (processes === 1) expect(allowed).toBe(Math.min(20, requests));
        },
      ),
    );
  });

  it('count down what remains, and say when it begins anew', async () => {
    const clock = { now: 0 };
    const leases = new Leases(storeWith(clock).take, () => clock.now);
    const policy = policyOf(4, 2);
    const remaining = [];
    for (let count = 0; count < 5; count += 1) remaining.push((await leases.spend(policy, 'a')).remaining);
    expect(remaining).toEqual([3, 2, 1, 0, 0]);
    clock.now = 20_000;
    expect(await leases.spend(policy, 'a')).toEqual({ allowed: false, remaining: 0, resetMs: 40_000 });
    clock.now = 60_001;
    expect((await leases.spend(policy, 'a')).allowed).toBe(true);
  });

  it('keep subjects apart', async () => {
    const leases = new Leases(storeWith({ now: 0 }).take, () => 0);
    const policy = policyOf(1, 1);
    expect((await leases.spend(policy, 'a')).allowed).toBe(true);
    expect((await leases.spend(policy, 'a')).allowed).toBe(false);
    expect((await leases.spend(policy, 'b')).allowed).toBe(true);
  });

  it('remember nothing of a store that did not answer', async () => {
    let away = true;
    const store = storeWith({ now: 0 });
    const leases = new Leases(
      async (policy, subject, points) => {
        if (away) throw new Error('away');
        return await store.take(policy, subject, points);
      },
      () => 0,
    );
    await expect(leases.spend(policyOf(2, 2), 'a')).rejects.toThrow('away');
    away = false;
    expect((await leases.spend(policyOf(2, 2), 'a')).allowed).toBe(true);
  });
});
