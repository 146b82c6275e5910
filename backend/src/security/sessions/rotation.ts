import type { SessionDocument } from './session.schema.js';

/** How long a used token is still answered with its successor: tabs that refresh at once, an answer that got lost. */
export const SUCCESSOR_WINDOW_MS = 30_000;

// more uses than this within one window is no browser
const REMEMBERED_USES = 16;

/**
 * The update that uses the token of a generation: one atomic step in the database. The newest token begins the next
 * generation and extends the session by its rest, up to its last end; an older one changes nothing. A token that is
 * ahead of the session was given out before the database lost its last writes, and is taken for the newest.
 * @returns stages of an update pipeline
 */
export function rotationPipeline(generation: number, now: Date): Record<string, unknown>[] {
  const isNewest = { $lte: ['$generation', generation] };
  const follows = { $eq: ['$generation', generation] };
  const uses = { $slice: [{ $concatArrays: ['$uses', [now]] }, -REMEMBERED_USES] };
  const end = { $min: [{ $add: [now, '$idleMs'] }, '$endsAt'] };
  const ifNewest = (value: unknown, otherwise: string): unknown => ({ $cond: [isNewest, value, otherwise] });
  return [
    {
      $set: {
        uses: ifNewest({ $cond: [follows, uses, [now]] }, '$uses'),
        lastUsedAt: ifNewest({ $max: ['$lastUsedAt', now] }, '$lastUsedAt'),
        expiresAt: ifNewest({ $max: ['$expiresAt', end] }, '$expiresAt'),
        generation: { $max: ['$generation', generation + 1] },
      },
    },
  ];
}

/**
 * Whether a token of `generation` may be answered with its successor, by the session as `rotationPipeline` left it: it
 * was used for the first time just now, or within the successor window.
 */
export function isWithinWindow(
  { generation: current, uses }: Pick<SessionDocument, 'generation' | 'uses'>,
  generation: number,
  now: Date,
): boolean {
  const usedAt = uses.at(generation - current);
  return usedAt !== undefined && now.getTime() - usedAt.getTime() <= SUCCESSOR_WINDOW_MS;
}

/** When a session was used before its last use; a session that was used once was opened then. */
export function useBeforeLast(
  session: Pick<SessionDocument, 'generation' | 'uses' | 'createdAt' | 'lastUsedAt'>,
): Date {
  const { generation, uses, createdAt, lastUsedAt } = session;
  return uses.at(-2) ?? (generation === 1 ? createdAt : lastUsedAt);
}
