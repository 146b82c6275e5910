import type { GradeRecord } from './grades.port.js';

/** The average over what is graded, in percent with two decimals; null where nothing is. Every item counts alike. */
export function averageGrade(grades: readonly Pick<GradeRecord, 'percent'>[]): number | null {
  const graded = grades.flatMap(({ percent }) => (percent === null ? [] : [percent]));
  if (graded.length === 0) return null;
  return Math.round((graded.reduce((sum, percent) => sum + percent, 0) / graded.length) * 100) / 100;
}
