import { quizAnswerSchema, type QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import * as z from 'zod';

/** An answer as it stands in this browser. `saved`: the server has this revision. */
export interface KeptAnswer {
  readonly questionId: string;
  readonly revision: number;
  readonly answer: QuizAnswer;
  readonly saved: boolean;
}

const keptSchema = z.object({
  /** The question that was worked on last. */
  question: z.string().nullable(),
  answers: z.array(z.object({ questionId: z.string(), revision: z.number().int(), answer: quizAnswerSchema })),
});

/** What this browser keeps of an attempt: where one was, and what the server does not have yet. */
export interface Kept {
  readonly question: string | null;
  readonly answers: readonly KeptAnswer[];
}

export function keptFrom(text: string | null): Kept {
  const nothing: Kept = { question: null, answers: [] };
  if (text === null) return nothing;
  try {
    const read = keptSchema.safeParse(JSON.parse(text));
    if (!read.success) return nothing;
    return { ...read.data, answers: read.data.answers.map((answer) => ({ ...answer, saved: false })) };
  } catch {
    return nothing;
  }
}

export function toKept({ question, answers }: Kept): string {
  const unsaved = answers.filter(({ saved }) => !saved).map(({ saved: _known, ...answer }) => answer);
  return JSON.stringify({ question, answers: unsaved });
}

/** The answers of the server with those of this browser: of each question the one with the higher revision. */
export function merged(stored: readonly KeptAnswer[], own: readonly KeptAnswer[]): KeptAnswer[] {
  const all = new Map(stored.map((answer) => [answer.questionId, answer]));
  for (const answer of own) {
    if ((all.get(answer.questionId)?.revision ?? 0) < answer.revision) all.set(answer.questionId, answer);
  }
  return [...all.values()];
}

/** Whether something was answered, also in part. */
export function isAnswered(answer: QuizAnswer | undefined): boolean {
  switch (answer?.type) {
    case undefined:
      return false;
    case 'single':
      return answer.optionId !== null;
    case 'multiple':
      return answer.optionIds.length > 0;
    case 'boolean':
      return answer.value !== null;
    case 'matching':
      return answer.pairs.length > 0;
    case 'short':
    case 'numerical':
    case 'essay':
      return answer.text.trim() !== '';
  }
}
