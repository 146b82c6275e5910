import type { Counts } from './counts.ts';

/** Tests that may be skipped, because it was said before that they would be. */
export interface Announcement {
  /** Which files' tests are meant. */
  readonly files: RegExp;
  /** In a sentence: what is not tested and what would change that. */
  readonly text: string;
}

/** One group of tests after its run. */
export interface GroupResult {
  readonly name: string;
  readonly counts: Counts;
  readonly milliseconds: number;
  /** Set when the whole group was left out, with the number of its tests where it is known. */
  readonly leftOut?: boolean;
}

/** Why a group that ran without a failed test still cannot count as passed. */
export function complaints(result: GroupResult, announced: readonly Announcement[]): readonly string[] {
  if (result.leftOut === true) return [];
  const { passed, failed, skipped } = result.counts;
  if (passed + failed === 0) return [`${result.name}: not one test ran`];
  const unannounced = skipped.filter((file) => !announced.some(({ files }) => files.test(file)));
  return [...new Set(unannounced)].map((file) => `${result.name}: tests in ${file} were skipped without a word`);
}

/** The groups as a table for people. */
export function table(results: readonly GroupResult[]): string {
  const rows = results.map(({ name, counts, milliseconds, leftOut }) => [
    name,
    String(counts.passed),
    String(counts.failed),
    String(counts.skipped.length),
    leftOut === true ? 'left out' : `${(milliseconds / 1000).toFixed(1)} s`,
  ]);
  const all = [['group', 'passed', 'failed', 'skipped', 'time'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((cells) => cells.join('  '))
    .join('\n');
}

/** What failed in each group, a line each, so that the end of a long log names it. */
export function failures(results: readonly GroupResult[]): readonly string[] {
  return results.flatMap(({ name, counts }) => (counts.failures ?? []).map((failure) => `${name}: ${failure}`));
}

/** The last line of a run: `N passed, N failed`, with the skipped ones where there are any. */
export function lastLine(results: readonly GroupResult[], extraFailures: number): string {
  const total = (pick: (counts: Counts) => number): number =>
    results.reduce((sum, { counts }) => sum + pick(counts), 0);
  const skipped = total((counts) => counts.skipped.length);
  const failed = total((counts) => counts.failed) + extraFailures;
  const line = `${String(total((counts) => counts.passed))} passed, ${String(failed)} failed`;
  return skipped === 0 ? line : `${line}, ${String(skipped)} skipped`;
}
