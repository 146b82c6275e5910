const MAX_BODY = '64kb';
const MEGABYTE = '1mb';

/** The routes whose JSON may be longer than that of all others, and how long. */
const LONGER: readonly (readonly [pattern: RegExp, limit: string])[] = [
  // a thousand lines of addresses with their reasons
  [/^\/api\/v1\/monitoring\/block-ips(\/|$)/i, '512kb'],
  // drafts as they are saved while somebody writes
  [/^\/api\/v1\/teach\/(lessons|quizzes)\/[^/]+\/draft\/?$/i, MEGABYTE],
  // files of questions, and rosters of some thousand people
  [/^\/api\/v1\/teach\/quizzes\/[^/]+\/import\/?$/i, MEGABYTE],
  [/^\/api\/v1\/teach\/courses\/[^/]+\/people\/import\/?$/i, MEGABYTE],
];

/** The limits that there are, the usual one first. */
export const bodyLimits: readonly string[] = [...new Set([MAX_BODY, ...LONGER.map(([, limit]) => limit)])];

/** How long the JSON of a request may be, by its path. */
export function bodyLimitOf(path: string): string {
  return LONGER.find(([pattern]) => pattern.test(path))?.[1] ?? MAX_BODY;
}
