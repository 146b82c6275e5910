import { idFloor, idTime } from '../../common/ids/time-ordered-ids.js';

/** The ids with `from <= id < to`. */
export interface IdWindow {
  readonly from: string;
  readonly to: string;
}

const LOWEST = '0'.repeat(24);
const HIGHEST = 'f'.repeat(24);
const MAX_SECONDS = 0xffffffff;
const LEAST_SPAN_MS = 60_000;
const GROWTH = 10;
const MAX_WINDOWS = 5;

/** The window of a range of time, in milliseconds since the epoch; undefined is open. */
export function windowOf(from: number | undefined, to: number | undefined): IdWindow {
  return {
    from: from === undefined ? LOWEST : idFloor(Math.min(from, MAX_SECONDS * 1000)),
    to: to === undefined ? HIGHEST : idFloor(Math.min(to, MAX_SECONDS * 1000)),
  };
}

/** What is left of a window behind a cursor, going up or down. */
export function behindCursor(window: IdWindow, cursor: string | undefined, direction: 1 | -1): IdWindow {
  if (cursor === undefined) return window;
  if (direction === -1) return { ...window, to: cursor < window.to ? cursor : window.to };
  const next = (BigInt(`0x${cursor}`) + 1n).toString(16).padStart(24, '0').slice(-24);
  return { ...window, from: next > window.from ? next : window.from };
}

/**
 * Cuts a window into pieces that follow one another in a direction, each ten times as long as all before it. The first
 * one lies between the ids `first` and `edge`, inclusive; the last one ends where the window does.
 */
export function growingWindows(window: IdWindow, first: string, edge: string, direction: 1 | -1): IdWindow[] {
  const start = idTime(first);
  const span = Math.max(LEAST_SPAN_MS, Math.abs(idTime(edge) - start));
  const cuts = [direction === -1 ? edge : behindCursor(window, edge, 1).from];
  for (let length = span * GROWTH; cuts.length < MAX_WINDOWS - 1; length *= GROWTH) {
    cuts.push(idFloor(Math.min(Math.max(0, start + direction * length), MAX_SECONDS * 1000)));
  }
  const pieces: IdWindow[] = [];
  let { from, to } = window;
  for (const cut of [...cuts, direction === -1 ? window.from : window.to]) {
    if (direction === -1) {
      const lower = cut > window.from ? cut : window.from;
      pieces.push({ from: lower, to });
      to = lower;
    } else {
      const upper = cut < window.to ? cut : window.to;
      pieces.push({ from, to: upper });
      from = upper;
    }
  }
  return pieces.filter((piece) => piece.from < piece.to);
}
