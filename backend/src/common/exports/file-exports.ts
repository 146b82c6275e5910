import { Readable } from 'node:stream';
import type { ExportFormat } from '@classy-book/contracts/primitives';
import type { Logger } from '@nestjs/common';
import { csvLine } from '../csv/csv.js';
import { AppError } from '../response/app-error.js';
import { jsonLine } from './json-lines.js';

/** A file on its way out. */
export interface Export {
  readonly stream: Readable;
  readonly filename: string;
  /** The media type, such as `text/csv; charset=utf-8`. */
  readonly type: string;
}

/** How a file may be written: besides the formats of all exports, as a text with a line for each row. */
export type FileFormat = ExportFormat | 'txt';

type Cell = string | number | boolean | null;

/** What an export is made of. */
export interface ExportPlan<T> {
  /** The beginning of the file's name; the day follows. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly pages: AsyncGenerator<readonly T[]>;
  toCells(row: T): readonly Cell[];
  /** What a line of JSON says of a row; the cells under the names of their columns where it is left out. */
  toJson?(row: T): unknown;
  /** What a line of text says of a row, without its line break; needed for `txt` only. */
  toText?(row: T): string;
  /** Puts on record that so many rows were taken. */
  record(rows: number): Promise<void>;
}

const MAX_AT_ONCE = 3;
const TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** Files that are streamed page by page, so their size costs no memory; few at once in one process. */
export class FileExports {
  private running = 0;

  constructor(private readonly logger: Logger) {}

  /**
   * Begins an export. It ends early when its stream is destroyed; either way it is recorded how many rows were taken, and
   * a complete file is one of which the record knows.
   * @throws AppError RATE_LIMITED where three exports run already, and the driver's error when the database is away
   */
  async start<T>(plan: ExportPlan<T>, now: Date, format: FileFormat = 'csv'): Promise<Export> {
    if (this.running >= MAX_AT_ONCE) {
      throw new AppError('RATE_LIMITED', 'Three exports are running already. Try again when one of them has ended.', {
        retryAt: new Date(now.getTime() + 10_000),
      });
    }
    this.running += 1;
    try {
      // before anything is answered, so that an outage is a refusal and not a file that breaks off
      const first = await plan.pages.next();
      const lines = this.lines(first.done === true ? [] : first.value, plan, format);
      const stream = Readable.from(lines, { objectMode: false });
      stream.once('close', () => {
        this.running -= 1;
      });
      return { stream, filename: `${plan.name}-${now.toISOString().slice(0, 10)}.${format}`, type: TYPES[format] };
    } catch (error) {
      this.running -= 1;
      throw error;
    }
  }

  private async *lines<T>(first: readonly T[], plan: ExportPlan<T>, format: FileFormat): AsyncGenerator<string> {
    const toLines = (rows: readonly T[]): string => rows.map((row) => toLine(plan, row, format)).join('');
    let rows = first.length;
    let held = toLines(first);
    let complete = false;
    try {
      if (format === 'csv') yield csvLine(plan.columns);
      for await (const page of plan.pages) {
        if (held !== '') yield held;
        rows += page.length;
        held = toLines(page);
      }
      complete = true;
      // the last rows are held back until the export is on record
      await plan.record(rows);
      if (held !== '') yield held;
    } finally {
      if (!complete) {
        await plan.record(rows).catch((error: unknown) => {
          this.logger.error({ err: error }, 'an export that was cut off could not be recorded');
        });
      }
    }
  }
}

function toLine<T>(plan: ExportPlan<T>, row: T, format: FileFormat): string {
  if (format === 'csv') return csvLine(plan.toCells(row));
  return format === 'jsonl' ? jsonLine(toJson(plan, row)) : `${plan.toText?.(row) ?? ''}\n`;
}

function toJson<T>(plan: ExportPlan<T>, row: T): unknown {
  if (plan.toJson !== undefined) return plan.toJson(row);
  const cells = plan.toCells(row);
  return Object.fromEntries(plan.columns.map((column, index) => [column, cells[index] ?? null]));
}
