import { MAX_BLOCK_MINUTES } from '@classy-book/contracts/blocking';
import type { BlockLength } from './block-planner.js';

/** A line of a pasted list. What it leaves out is null. */
export interface ReadLine {
  /** Counted from 1. */
  readonly line: number;
  readonly address: string;
  readonly reason: string | null;
  readonly length: BlockLength | null;
  /** What is wrong with it, besides the address; null where nothing is. */
  readonly problem: string | null;
}

const MAX_REASON = 200;
const HEADINGS = new Set(['address', 'range', 'ip', 'cidr']);

/**
 * Reads a pasted list or CSV: `address[,reason[,minutes|permanent|growing]]` in each line, cells in double quotes where
 * they hold commas (RFC 4180; a cell ends with its line). Blank lines, a first line of headings, and what follows a `#`
 * or `;` without a comma before it are left out.
 */
export function readLines(text: string): ReadLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return lines.flatMap((raw, index) => {
    const cells = cellsOf(withoutComment(raw)).map((cell) => cell.trim());
    const [address = '', reason = '', length = ''] = cells;
    if (cells.every((cell) => cell === '')) return [];
    if (index === 0 && HEADINGS.has(address.toLowerCase())) return [];
    return [readLine(index + 1, { address, reason, length, more: cells.length > 3 })];
  });
}

interface Cells {
  readonly address: string;
  readonly reason: string;
  readonly length: string;
  readonly more: boolean;
}

function readLine(line: number, { address, reason, length, more }: Cells): ReadLine {
  const read = length === '' ? null : lengthOf(length);
  const problem = problemOf(reason, more) ?? (read === undefined ? LENGTH : null);
  return { line, address, reason: reason === '' ? null : reason, length: read ?? null, problem };
}

const LENGTH = `the third cell must be permanent, growing or a number of minutes from 1 to ${String(MAX_BLOCK_MINUTES)}`;

function problemOf(reason: string, more: boolean): string | null {
  if (more)
    return 'a line has at most three cells: address, reason, minutes; put a reason with commas into double quotes';
  if (reason.length > MAX_REASON) return `the reason must have at most ${String(MAX_REASON)} characters`;
  return /\p{Cc}/u.test(reason) ? 'the reason must not contain control characters' : null;
}

function lengthOf(text: string): BlockLength | undefined {
  const word = text.toLowerCase();
  if (word === 'permanent') return { permanent: true };
  if (word === 'growing') return { growing: true };
  const minutes = /^\d{1,6}$/.test(word) ? Number(word) : 0;
  return minutes >= 1 && minutes <= MAX_BLOCK_MINUTES ? { durationMinutes: minutes } : undefined;
}

function withoutComment(line: string): string {
  const comment = line.search(/[#;]/);
  const comma = line.indexOf(',');
  return comment >= 0 && (comma < 0 || comment < comma) ? line.slice(0, comment) : line;
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quoted && char === '"' && line.charAt(at + 1) === '"') {
      cell += char;
      at += 1;
    } else if (char === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
    } else if (char === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else {
      cell += char;
    }
  }
  return [...cells, cell];
}
