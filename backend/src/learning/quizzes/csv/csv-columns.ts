/** The columns of every file; those with a number follow: `option1`, `weight1`, `match1`, `feedback1`, `option2` ... */
export const FIXED_COLUMNS = [
  'type',
  'title',
  'question',
  'points',
  'category',
  'correct',
  'case_sensitive',
  'feedback',
] as const;
export const NUMBERED_COLUMNS = ['option', 'weight', 'match', 'feedback'] as const;

/** No question has more groups of numbered columns than this: 30 pairs of a matching and 30 texts that belong to nothing. */
export const MAX_PARTS = 60;
