import type { FilePurpose } from '@classy-book/contracts/files';
import { fileTypeFromFile } from 'file-type';
import { AppError } from '../../../common/response/app-error.js';
import { lookAtCompound } from './compound-look.js';
import { requireHonest, wordsOf } from './file-claims.js';
import { allowedTypes, familyOf, wordsFor } from './file-kinds.js';
import { safeName } from './file-names.js';
import { requireNothingBehind } from './hidden-tail.js';
import type { Findings, Shape, Suspect } from './inspected.js';
import { mediaFacts } from './media-facts.js';
import { zipTypeOf } from './office-look.js';
import { lookAtPdf } from './pdf-look.js';
import { inPieces, type Pieces } from './pieces.js';
import { pictureSize } from './picture-shaping.js';
import { refused } from './refusal.js';
import { isCaptions, textTypeOf } from './text-look.js';
import { lookAtBoxes } from './video-boxes.js';
import { lookAtElements } from './video-elements.js';
import { withZip } from './zip-look.js';

const LOOK_AT_MOST_MS = 15_000;
const MAX_LOOK_AHEAD = 16 * 1024 * 1024;

/**
 * Looks at the bytes of a file: what they are decides, and what the name and the sender say has to go with it.
 * @throws AppError FILE_REFUSED
 */
export async function inspect(suspect: Suspect): Promise<Findings> {
  const { path, size, purpose, name, declaredType } = suspect;
  if (size === 0) throw refused('The file is empty.');
  const signal = AbortSignal.timeout(LOOK_AT_MOST_MS);
  try {
    const type = await inPieces(path, size, signal, async (pieces) => {
      const found = await typeOf(suspect, pieces, signal);
      requireHonest(found, name, declaredType);
      requireAllowed(found, purpose);
      await lookInside(found, purpose, pieces);
      return found;
    });
    return { type, name: safeName(name, type), ...(await factsOf(type, suspect)) };
  } catch (error) {
    if (!(error instanceof AppError) && signal.aborted) throw refused('It takes too long to look at this file.', error);
    throw error;
  }
}

async function typeOf({ path, purpose }: Suspect, pieces: Pieces, signal: AbortSignal): Promise<string> {
  const found = await fileTypeFromFile(path, { signal, maxBufferSize: MAX_LOOK_AHEAD }).catch(() => null);
  const type = (found?.mime.split(';')[0] ?? '').trim();
  // what is in an archive says what it is, not in which order it was written
  if (type === 'application/zip' || (type !== '' && (await isZip(pieces)))) {
    return await withZip(path, pieces, zipTypeOf);
  }
  if (type !== '' && type !== 'text/vtt') return type;
  if (purpose === 'captions') return (await isCaptions(path)) ? 'text/vtt' : 'text/plain';
  // a file that cannot even be looked at is no text either
  return (found === null ? null : await textTypeOf(pieces)) ?? 'application/octet-stream';
}

function requireAllowed(type: string, purpose: FilePurpose): void {
  if (allowedTypes[purpose].includes(type)) return;
  const what = type === 'application/octet-stream' ? 'not a file that can be taken here' : wordsOf(type);
  throw refused(`This is ${what}. It has to be ${wordsFor(purpose)}.`);
}

/** What each kind has to be like inside, and that there is nothing behind it. What is made anew leaves that behind by itself. */
async function lookInside(type: string, purpose: FilePurpose, pieces: Pieces): Promise<void> {
  if (shapeOf(purpose) !== 'as_is') return;
  if (type === 'application/pdf') await lookAtPdf(pieces);
  if (type === 'application/x-cfb') await lookAtCompound(pieces);
  if (['video/mp4', 'video/x-m4v', 'audio/mp4', 'audio/x-m4a'].includes(type)) await lookAtBoxes(pieces);
  if (type === 'video/webm') await lookAtElements(pieces);
  if (!(await isZip(pieces)) && familyOf(type) !== 'text' && familyOf(type) !== 'captions')
    await requireNothingBehind(pieces);
}

async function isZip(pieces: Pieces): Promise<boolean> {
  return (await pieces.at(0, 4)).toString('latin1') === 'PK\x03\x04';
}

async function factsOf(type: string, { path, purpose }: Suspect): Promise<Omit<Findings, 'type' | 'name'>> {
  const nothing = { width: null, height: null, duration: null };
  const family = familyOf(type);
  if (family === 'video') return { shape: 'as_is', ...(await mediaFacts(path)) };
  if (family === 'sound') return { shape: 'as_is', ...nothing, duration: (await mediaFacts(path)).duration };
  if (family !== 'picture') return { shape: 'as_is', ...nothing };
  const shape = shapeOf(purpose);
  return { shape, ...nothing, ...(shape === 'as_is' ? await pictureSize(path) : {}) };
}

function shapeOf(purpose: FilePurpose): Shape {
  return purpose === 'cover' || purpose === 'image' || purpose === 'avatar' ? purpose : 'as_is';
}
