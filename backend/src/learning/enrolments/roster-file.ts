import { type ImportResult, MAX_IMPORT_ROWS } from '@classy-book/contracts/course-people';
import { emailSchema } from '@classy-book/contracts/primitives';
import Papa from 'papaparse';
import { AppError } from '../../common/response/app-error.js';
import { searchKey } from '../../common/text/search-key.js';

/** A row of a roster. `result` is `unread` until somebody has looked who that is. */
export interface RosterRow {
  readonly line: number;
  readonly email: string;
  readonly name: string;
  readonly expires: string;
  readonly expiresAt: Date | null;
  readonly result: ImportResult;
}

type Column = 'email' | 'firstName' | 'lastName' | 'expires';

const MAX_CELL = 200;
const WITHOUT_HEADER: readonly Column[] = ['email', 'firstName', 'lastName', 'expires'];
const ARABIC_ZERO = 0x0660;
const DAY_MS = 86_400_000;

// compared without case, marks, spaces and punctuation
const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  email: [
    ...['email', 'email address', 'mail'],
    ...['البريد الإلكتروني', 'بريد إلكتروني', 'البريد', 'الإيميل', 'إيميل', 'عنوان البريد'],
  ],
  firstName: ['first name', 'given name', 'forename', 'first', 'name', 'الاسم الأول', 'الاسم', 'اسم'],
  lastName: [
    ...['last name', 'surname', 'family name', 'last'],
    ...['اسم العائلة', 'الاسم الأخير', 'العائلة', 'اللقب'],
  ],
  expires: [
    ...['expires', 'expiry', 'expires at', 'expiry date', 'end date', 'until', 'access until'],
    ...['تاريخ الانتهاء', 'الانتهاء', 'ينتهي', 'صالح حتى', 'حتى'],
  ],
};

/**
 * Reads a roster: CSV with commas, semicolons or tabs, with or without a byte order mark, quoted where it has to be (RFC 4180).
 * The columns are recognised by their names, in English or Arabic; without a header the first one holds the addresses. What
 * the file alone can tell is told: addresses and days that are none, and rows that stand there twice.
 * @throws AppError VALIDATION_FAILED where there is no column with addresses, no row, or more than 5,000
 */
export function readRoster(csv: string, now: Date): RosterRow[] {
  const table = readTable(csv);
  const columns = headerOf(table[0]?.cells ?? []);
  const hasHeader = columns !== null;
  if (!hasHeader && !isEmail(table[0]?.cells[0] ?? '')) {
    throw refused('has no column with email addresses: name it "email" or "البريد الإلكتروني" in the first line');
  }
  const rows = hasHeader ? table.slice(1) : table;
  if (rows.length === 0) throw refused('has no rows');
  if (rows.length > MAX_IMPORT_ROWS) throw refused(`has more than ${String(MAX_IMPORT_ROWS)} rows: split it`);
  const places = columns ?? new Map(WITHOUT_HEADER.map((column, index) => [column, index]));
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    const cell = (column: Column): string => (cells[places.get(column) ?? -1] ?? '').trim().slice(0, MAX_CELL);
    const row = toRow(line, cell, now);
    if (row.result !== 'unread') return row;
    if (seen.has(row.email)) return { ...row, result: 'doubled' };
    seen.add(row.email);
    return row;
  });
}

function toRow(line: number, cell: (column: Column) => string, now: Date): RosterRow {
  const parsed = emailSchema.safeParse(cell('email'));
  const expires = cell('expires');
  const expiresAt = expires === '' ? null : endOfDay(expires);
  const isLate = expires !== '' && (expiresAt === null || expiresAt <= now);
  return {
    line,
    email: parsed.success ? parsed.data : plain(cell('email')),
    name: plain(`${cell('firstName')} ${cell('lastName')}`.trim()),
    expires: plain(expires),
    expiresAt: isLate ? null : expiresAt,
    result: parsed.success ? (isLate ? 'bad_date' : 'unread') : 'bad_email',
  };
}

function readTable(csv: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { delimitersToGuess: [',', ';', '\t', '|'] });
  let line = 1;
  const table = data.map((cells) => {
    const at = line;
    line += 1 + cells.reduce((breaks, cell) => breaks + cell.split(/\r\n|\r|\n/).length - 1, 0);
    return { line: at, cells };
  });
  return table.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

// null where no column holds addresses
function headerOf(cells: readonly string[]): ReadonlyMap<Column, number> | null {
  const keys = cells.map(headerKey);
  const places = new Map<Column, number>();
  for (const [column, names] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    const index = keys.findIndex((key) => names.some((name) => headerKey(name) === key));
    if (index >= 0) places.set(column, index);
  }
  return places.has('email') ? places : null;
}

function headerKey(text: string): string {
  return searchKey(text).replace(/[^\p{L}\p{N}]/gu, '');
}

// access lasts to the end of the day, in UTC
function endOfDay(text: string): Date | null {
  const western = text.replace(/[٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? ARABIC_ZERO) - ARABIC_ZERO));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(western)) return null;
  const begin = new Date(`${western}T00:00:00.000Z`);
  // a day that there is not, such as 30 February, becomes another one or none
  if (Number.isNaN(begin.getTime()) || begin.toISOString().slice(0, 10) !== western) return null;
  return new Date(begin.getTime() + DAY_MS - 1);
}

function isEmail(text: string): boolean {
  return emailSchema.safeParse(text.trim()).success;
}

function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function refused(message: string): AppError {
  return new AppError('VALIDATION_FAILED', `The file ${message}.`, { details: [{ path: 'csv', message }] });
}
