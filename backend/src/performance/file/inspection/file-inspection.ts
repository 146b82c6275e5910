import { isUtf8 } from 'node:buffer';
import { open, readFile } from 'node:fs/promises';
import type { FilePurpose } from '@classy-book/contracts/files';
import { fileTypeFromFile } from 'file-type';
import { AppError } from '../../../common/response/app-error.js';
import { allowedTypes, safeName, wordsFor } from './file-kinds.js';
import type { Findings, Suspect } from './inspected.js';

const LOOK_AT_MOST_MS = 10_000;
const MAX_LOOK_AHEAD = 16 * 1024 * 1024;
const TEXT_PIECE = 256 * 1024;
// control characters but tab, line breaks and form feed
const NO_TEXT = /[^\P{Cc}\t\n\v\f\r\u007f-\u009f]/u;

/**
 * Looks at the bytes of a file: what they are decides, not what the name or the sender says.
 * @throws AppError FILE_REFUSED
 */
export async function inspect({ path, size, purpose, name }: Suspect): Promise<Findings> {
  if (size === 0) throw refused('The file is empty.');
  const type = await typeOf(path, purpose);
  if (type === null || !allowedTypes[purpose].includes(type)) {
    throw refused(`This is not a file that can be taken here. It has to be ${wordsFor(purpose)}.`);
  }
  const shape = purpose === 'cover' || purpose === 'image' || purpose === 'avatar' ? purpose : 'as_is';
  return { type, name: safeName(name, type), shape, width: null, height: null, duration: null };
}

async function typeOf(path: string, purpose: FilePurpose): Promise<string | null> {
  const found = await fileTypeFromFile(path, {
    signal: AbortSignal.timeout(LOOK_AT_MOST_MS),
    maxBufferSize: MAX_LOOK_AHEAD,
  }).catch(() => null);
  // a file that cannot even be looked at is no text either
  if (found === null) return null;
  if (found !== undefined && found.mime !== 'text/vtt') return (found.mime.split(';')[0] ?? '').trim();
  if (purpose === 'captions') return (await isCaptions(path)) ? 'text/vtt' : null;
  return (await isText(path)) ? 'text/plain' : null;
}

// WebVTT, section 4: the word WEBVTT, then the end, a blank or a line break
async function isCaptions(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  return isUtf8(bytes) && /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(bytes.toString('utf8'));
}

// UTF-8 without the control characters that no text has; piece by piece, cut where a character begins
async function isText(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const buffer = Buffer.alloc(TEXT_PIECE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, TEXT_PIECE);
      const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
      if (NO_TEXT.test(text)) return false;
      if (bytesRead === 0) return true;
    }
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

function refused(message: string, cause?: unknown): AppError {
  return new AppError('FILE_REFUSED', message, { cause });
}
