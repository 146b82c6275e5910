/** The rows that must stand in the document: from `first` (inclusive) to `last` (exclusive). */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
}

/** Rows that are drawn beyond the edges of the view, so that scrolling does not show gaps. */
const SPARE = 8;

/**
 * Which rows of equal height are in view. `top` is where the first row begins, measured from the top of the view, so it
 * is negative once the list was scrolled; all lengths are in pixels.
 */
export function rowsInView(place: { top: number; view: number; row: number; count: number }): RowWindow {
  const { top, view, row, count } = place;
  const first = Math.floor(-top / row) - SPARE;
  const last = Math.ceil((view - top) / row) + SPARE;
  const clamp = (value: number) => Math.min(count, Math.max(0, value));
  // Even and odd rows keep their parity, so that a window that moves by one row changes nothing.
  const even = Math.floor(clamp(first) / 4) * 4;
  return { first: even, last: Math.max(even, clamp(Math.ceil(last / 4) * 4)) };
}

/** True where the end of the list is so near that more should be loaded. */
export function nearEnd(window: RowWindow, count: number): boolean {
  return window.last >= count - SPARE;
}
