import type { MetricCard } from '@classy-book/contracts/metrics';

export type Tone = 'ok' | 'warn' | 'danger' | 'muted';

/** How a figure changed: a signed share of what it was, or a signed difference where a share would say nothing. */
export interface Change {
  readonly kind: 'share' | 'difference';
  /** A fraction (0.06 is 6 percent) or a number, signed. */
  readonly by: number;
  readonly tone: Tone;
}

/** What a rise of the figure means: more sign-ins are well, more failures are not, more sessions are neither. */
export type Meaning = 'good' | 'bad' | 'watch' | 'neutral';

/**
 * The change against the day before; null where that is not known or nothing changed. `counted` figures, such as blocked
 * addresses, and those that were near zero are told as a difference.
 */
export function changeOf(card: MetricCard, meaning: Meaning, counted = false): Change | null {
  if (card.previous === null || card.previous === card.value) return null;
  const difference = card.value - card.previous;
  const tone = toneOf(difference > 0, meaning);
  const share = difference / card.previous;
  if (counted || card.previous < 5 || Math.abs(share) > 99.99) return { kind: 'difference', by: difference, tone };
  return { kind: 'share', by: share, tone };
}

function toneOf(rose: boolean, meaning: Meaning): Tone {
  if (meaning === 'neutral') return 'muted';
  if (meaning === 'good') return rose ? 'ok' : 'muted';
  if (!rose) return 'ok';
  return meaning === 'bad' ? 'danger' : 'warn';
}
