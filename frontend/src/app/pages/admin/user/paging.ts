/** A page of a list that is read by a cursor. */
export interface Part<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly next: string | null;
}
