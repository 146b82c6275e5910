// what a spreadsheet takes for the beginning of a formula, also in its full-width forms
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/**
 * One line of CSV (RFC 4180) with its line break. A cell that a spreadsheet would run as a formula is made a text by an
 * apostrophe in front of it (OWASP: CSV injection).
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
