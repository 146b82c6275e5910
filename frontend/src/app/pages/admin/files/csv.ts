import type { DeskFile } from '@classy-book/contracts/file-desk';

const columns = [
  'id',
  'name',
  'purpose',
  'type',
  'size',
  'state',
  'storage',
  'owner',
  'course',
  'uses',
  'uploaded',
  'sha256',
];

/** Files as a table for spreadsheets: UTF-8 with a mark, RFC 4180. */
export function csvOf(files: readonly DeskFile[]): string {
  const rows = files.map((file) => [
    file.id,
    file.name,
    file.purpose,
    file.type,
    String(file.size),
    file.state,
    file.storage,
    file.owner?.email ?? '',
    file.course?.title ?? '',
    file.uses.map(({ kind, title }) => `${kind}: ${title}`).join('; '),
    file.createdAt,
    file.sha256,
  ]);
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
