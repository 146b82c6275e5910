import type { FileInfo } from '@classy-book/contracts/files';

/** The widths in which covers are made, as far as a cover is so wide; the widest is the cover itself. */
const COVER_WIDTHS = [320, 640, 1_280, 1_600] as const;

/**
 * The `srcset` of a picture: the smaller ones that were made of it, and itself. Null where there is nothing to choose.
 * A picture that is no wider than its `sizes` says is drawn no larger than it is only where `sizes` is bounded by its width.
 */
export function pictureSet({ url, width, widths }: Pick<FileInfo, 'url' | 'width' | 'widths'>): string | null {
  if (width === null || widths.length === 0) return null;
  return [...widths.map((one) => asked(url, one)), `${url} ${String(width)}w`].join(', ');
}

/** The `srcset` of a cover, of which only the address is known: what is not there is answered with the next larger one. */
export function coverSet(url: string): string {
  return COVER_WIDTHS.map((width) => asked(url, width)).join(', ');
}

function asked(url: string, width: number): string {
  return `${url}?width=${String(width)} ${String(width)}w`;
}
