/** A line on its way out, with what a header may say of it. */
export interface ForwardLine {
  readonly at: Date;
  readonly action: string;
  readonly failed: boolean;
  /** JSON without line breaks. */
  readonly text: string;
}

/** Where lines go. */
export interface Destination {
  /** Resolves when the lines were handed over, in their order; lines of a failed call are sent again. */
  send(lines: readonly ForwardLine[]): Promise<void>;
  close(): Promise<void>;
}
