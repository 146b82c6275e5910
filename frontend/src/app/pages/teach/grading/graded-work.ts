import type { AssignmentWork, EssayWork } from '@classy-book/contracts/gradebook';
import type { FileInfo } from '@classy-book/contracts/files';

/** One thing to give points for: an essay, or a whole assignment. */
export interface GradedPart {
  readonly id: string;
  /** What was asked, HTML. */
  readonly task: string;
  readonly answer: string;
  readonly files: readonly FileInfo[];
  readonly maxPoints: number;
  readonly points: number | null;
  readonly comment: string;
}

/** A piece of work of either kind, as it is graded. */
export interface GradedWork {
  readonly kind: 'quiz' | 'assignment';
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly version: number;
  readonly state: EssayWork['state'] | AssignmentWork['state'];
  readonly submittedAt: string | null;
  readonly closedByDeadline: boolean;
  readonly parts: readonly GradedPart[];
}

/** What a teacher typed for a part. */
export interface Mark {
  readonly points: string;
  readonly comment: string;
}

export function ofEssays(work: EssayWork): GradedWork {
  const { id, title, name, version, state, submittedAt, closedByDeadline } = work;
  return {
    ...{ kind: 'quiz', id, title, name, version, state, submittedAt, closedByDeadline },
    parts: work.essays.map(({ questionId, html, answer, maxPoints, points, comment }) => ({
      ...{ id: questionId, task: html, answer, files: [], maxPoints, points, comment },
    })),
  };
}

export function ofAssignment(work: AssignmentWork): GradedWork {
  const { id, title, name, version, state, submittedAt, html, text, files, maxPoints, points, comment } = work;
  return {
    ...{ kind: 'assignment', id, title, name, version, state, submittedAt, closedByDeadline: false },
    parts: [{ id, task: html, answer: text, files, maxPoints, points, comment }],
  };
}

/** The points that were typed, with a comma or a point; null where that is no number from 0 to the most. */
export function pointsOf(typed: string, most: number): number | null {
  const text = typed.trim().replace(',', '.');
  const points = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && points <= most ? points : null;
}
