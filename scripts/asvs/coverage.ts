/** A test that shows that a requirement is met. */
export interface ShownBy {
  /** The path of the spec, from the root of the repository. */
  readonly file: string;
  /** The test's name as it is written in the source, without the names around it. */
  readonly test: string;
}

interface Requirement {
  /** The number in ASVS 5.0, such as 6.2.1. */
  readonly id: string;
  /** What it asks for, in our own words. */
  readonly about: string;
}

/** How the product stands to one requirement. */
export type Coverage =
  | (Requirement & { readonly tests: readonly ShownBy[]; readonly note?: string })
  /** Asks for a document: the page that is it. */
  | (Requirement & { readonly document: string; readonly note?: string })
  | (Requirement & { readonly notApplicable: string })
  /** Not met, or not shown by a test: what is missing. */
  | (Requirement & { readonly open: string });
