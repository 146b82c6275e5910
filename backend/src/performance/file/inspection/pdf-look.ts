import type { Pieces } from './pieces.js';
import { refused } from './refusal.js';

const HEADER = '%PDF-';
const END = '%%EOF';
/** Some programs fill their files up, or end them with empty lines. */
const MOST_BEHIND = 1_024;

/**
 * A PDF starts with its first byte and ends with its last (ISO 32000-2, 7.5): what stands before or behind is for another program.
 * @throws AppError FILE_REFUSED
 */
export async function lookAtPdf(pieces: Pieces): Promise<void> {
  const head = await pieces.at(0, HEADER.length);
  if (head.toString('latin1') !== HEADER)
    throw refused('The PDF does not begin at the start of the file. Save it anew.');
  const tail = (await pieces.tail(MOST_BEHIND + END.length)).toString('latin1');
  if (!tail.replace(/[\0\t\n\f\r ]+$/, '').endsWith(END)) {
    throw refused(
      'The PDF does not end at the end of the file: it is cut off, or something is hidden behind it. Save it anew and send it again.',
    );
  }
}
