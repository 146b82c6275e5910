/** How much a new measurement of the speed counts. */
const WEIGHT = 0.3;
/** Anything measured over less than this is noise. */
const SHORTEST_MS = 200;

/**
 * Tells the speed in bytes a second (0 until it is known) from how many bytes have been sent, smoothed: it jumps with every
 * piece. The first bytes that it is told of are those that were there before.
 */
export function speedometer(): (sent: number) => number {
  let last: { readonly at: number; readonly sent: number } | null = null;
  let speed = 0;
  return (sent) => {
    const at = performance.now();
    if (last === null || sent < last.sent) {
      last = { at, sent };
      return speed;
    }
    if (at - last.at < SHORTEST_MS) return speed;
    const measured = ((sent - last.sent) / (at - last.at)) * 1_000;
    speed = speed === 0 ? measured : WEIGHT * measured + (1 - WEIGHT) * speed;
    last = { at, sent };
    return speed;
  };
}
