import { type Bar, type Figure, keepsBar } from './measure.ts';

const VERDICTS = { true: 'kept', false: 'MISSED', null: '' } as const;

/** The figures of one measurement as lines of a table: name, median, spread, bar and verdict. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${numeral(figure.value.median)} ${figure.unit}`,
    `${numeral(figure.value.lowest)} .. ${numeral(figure.value.highest)}`,
    barText(figure.bar),
    VERDICTS[`${keepsBar(figure) ?? 'null'}`],
    figure.remark ?? '',
  ]);
  const head = [title, 'median', 'lowest .. highest', 'bar', '', ''];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
    });
    return cells.join('  ').trimEnd();
  };
  return [line(head), '-'.repeat(line(head).length), ...rows.map(line)].join('\n');
}

function barText(bar: Bar | undefined): string {
  if (bar?.atMost !== undefined) return `at most ${numeral(bar.atMost)}`;
  return bar?.atLeast === undefined ? '' : `at least ${numeral(bar.atLeast)}`;
}

function numeral(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
