import type { FilePurpose } from '@classy-book/contracts/files';

/** Bytes that have arrived, and what was said about them. They lie at `path` on this machine. */
export interface Suspect {
  readonly path: string;
  readonly size: number;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly declaredType: string | null;
}

/** How the stored bytes are made of those that arrived: pictures anew (each purpose in its sizes), everything else as it is. */
export type Shape = 'as_is' | 'cover' | 'image' | 'avatar';

/** What a look at the bytes found. `name` is safe to keep and to offer, `duration` in seconds. */
export interface Findings {
  readonly type: string;
  readonly name: string;
  readonly shape: Shape;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration: number | null;
}

/**
 * Bytes to be stored. `role`: `main` is the file itself; `w640` a smaller WebP and `a640` a smaller AVIF of it, 640 pixels wide.
 * `path` is the file that arrived, or one made of it.
 */
export interface Part {
  readonly role: 'main' | `w${number}` | `a${number}`;
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
}
