import type { FileDocument, Rendition } from '../file.schema.js';

/** Which picture is asked for: at least so many pixels wide, null for the file itself, and whether AVIF is understood. */
export interface WantedPicture {
  readonly width: number | null;
  readonly avif: boolean;
}

/** Bytes of a file to send: the file itself, or something that was made of it. */
export interface Chosen {
  readonly key: string;
  readonly type: string;
  readonly size: number;
  readonly name: string;
  /** The validator of these bytes; bytes under a key never change. */
  readonly etag: string;
  /** Whether who asks with another `Accept` header gets other bytes. */
  readonly varies: boolean;
}

type Pictured = Pick<FileDocument, 'key' | 'type' | 'size' | 'name' | 'sha256' | 'renditions'>;

const AVIF = 'image/avif';

/** The smallest picture that is wide enough, as AVIF where there is one and it is understood; else the file itself. */
export function choose(file: Pictured, { width, avif }: WantedPicture): Chosen {
  const { renditions, key, type, size, name, sha256 } = file;
  const enough = width === null ? [] : renditions.filter((one) => one.width >= width);
  const varies = enough.some((one) => one.type === AVIF);
  const [best] = enough
    .filter((one) => avif || one.type !== AVIF)
    .sort((one, other) => one.width - other.width || rank(one) - rank(other));
  if (best === undefined) return { key, type, size, name, etag: `"${sha256}"`, varies };
  const { key: ownKey, type: ownType, size: ownSize } = best;
  const ownName = ownType === AVIF ? name.replace(/\.webp$/i, '.avif') : name;
  return { key: ownKey, type: ownType, size: ownSize, name: ownName, etag: `"${ownKey}"`, varies };
}

/** Whether an `Accept` header names AVIF (RFC 9110, section 12.5.1); a star does not: older browsers send it too. */
export function understandsAvif(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return type === AVIF && !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
  });
}

function rank({ type }: Rendition): number {
  return type === AVIF ? 0 : 1;
}
