/** How failures of one kind of subject are punished. Durations in milliseconds. */
export interface CounterPolicy {
  readonly limit: number;
  readonly windowMs: number;
  readonly lockMs: number;
}

/** No lock that the rules make lasts longer than this. */
export const MAX_LOCK_MS = 24 * 3_600_000;
/** A lock within this time after the last one lasts twice as long as that. */
export const REPEAT_MEMORY_MS = 24 * 3_600_000;

const EPOCH = new Date(0);

/**
 * The update that counts one attempt before it is carried out: one atomic step in the database, so that of many parallel
 * guesses exactly `limit` are let through. The one that reaches the limit is let through and locks the subject at once;
 * if it turns out right, the lock is lifted again.
 * @returns stages of an update pipeline
 */
export function reservationPipeline(policy: CounterPolicy, now: Date): Record<string, unknown>[] {
  return [...countStages(policy, now), ...lockStages(policy, now)];
}

function countStages(policy: CounterPolicy, now: Date): Record<string, unknown>[] {
  const isAfterNow = (field: string): unknown => ({ $gt: [{ $ifNull: [field, EPOCH] }, now] });
  const isLock = { $gt: [{ $ifNull: ['$lockedUntil', EPOCH] }, EPOCH] };
  return [
    { $set: { allowed: { $not: [isAfterNow('$lockedUntil')] } } },
    // a lock that has passed starts a new window, else one failure after it would lock again
    {
      $set: {
        open: {
          $and: [isAfterNow('$windowEndsAt'), { $or: [{ $not: '$allowed' }, { $not: [isLock] }] }],
        },
      },
    },
    {
      $set: {
        failures: {
          $cond: ['$allowed', { $cond: ['$open', { $add: ['$failures', 1] }, 1] }, { $ifNull: ['$failures', 0] }],
        },
        windowEndsAt: { $cond: ['$open', '$windowEndsAt', new Date(now.getTime() + policy.windowMs)] },
      },
    },
    { $set: { tripped: { $and: ['$allowed', { $gte: ['$failures', policy.limit] }] } } },
    { $unset: 'open' },
  ];
}

function lockStages(policy: CounterPolicy, now: Date): Record<string, unknown>[] {
  const isRepeat = { $gt: [{ $ifNull: ['$repeatUntil', EPOCH] }, now] };
  const growth = { $pow: [2, { $subtract: [{ $min: ['$lockCount', 20] }, 1] }] };
  const duration = { $min: [MAX_LOCK_MS, { $multiply: [policy.lockMs, growth] }] };
  const repeatUntil = new Date(now.getTime() + REPEAT_MEMORY_MS + MAX_LOCK_MS);
  const orEpoch = (field: string): unknown => ({ $ifNull: [field, EPOCH] });
  return [
    {
      $set: {
        lockCount: {
          $add: [{ $cond: [isRepeat, { $ifNull: ['$lockCount', 0] }, 0] }, { $cond: ['$tripped', 1, 0] }],
        },
      },
    },
    {
      $set: {
        lockedUntil: { $cond: ['$tripped', { $add: [now, duration] }, { $cond: ['$allowed', null, '$lockedUntil'] }] },
        repeatUntil: { $cond: ['$tripped', repeatUntil, { $ifNull: ['$repeatUntil', null] }] },
      },
    },
    { $set: { expiresAt: { $max: ['$windowEndsAt', orEpoch('$lockedUntil'), orEpoch('$repeatUntil')] } } },
  ];
}
