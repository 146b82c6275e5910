import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Pieces } from './pieces.js';
import { refused } from './refusal.js';

const MOST_ENTRIES = 10_000;
const MOST_UNPACKED = 2 * 1024 ** 3;
/** How many times larger than its bytes an entry may be, where it is large at all: text seldom reaches 20. */
const MOST_RATIO = 200;
const LARGE_ENTRY = 1024 ** 2;
const LOCAL_HEADER = 30;
const LOCAL_MARK = 'PK\x03\x04';
/** The records of zip64 between the list of entries and the end record, with room for what may be in them. */
const MOST_BETWEEN = 1_024;
const END_RECORD = 22;

/** The list of a zip archive, looked at. `read` unpacks one entry, up to some bytes of it; null where there is none. */
export interface ZipList {
  readonly names: readonly string[];
  read(name: string, most: number): Promise<string | null>;
}

/**
 * Reads the list at the end of a zip archive, and unpacks nothing for it: how much there would be, and whether any two entries are made of
 * the same bytes (https://www.bamsoftware.com/hacks/zipbomb/). Archives inside of it are not opened.
 * @throws AppError FILE_REFUSED
 */
export async function withZip<T>(path: string, pieces: Pieces, look: (list: ZipList) => Promise<T>): Promise<T> {
  const mark = await pieces.at(0, 4);
  if (mark.toString('latin1') !== LOCAL_MARK)
    throw refused('The zip archive is empty, or does not begin at the start of the file.');
  const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    const entries = await entriesOf(zip, pieces);
    const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
    if (byName.size !== entries.length) throw refused('The zip archive holds two entries of the same name.');
    return await look({
      names: [...byName.keys()],
      read: async (name, most) => {
        const entry = byName.get(name);
        return entry === undefined ? null : await unpack(zip, entry, most);
      },
    });
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile, pieces: Pieces): Promise<Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw refused(`The zip archive holds more than ${MOST_ENTRIES.toLocaleString('en')} entries.`);
  }
  const entries: Entry[] = [];
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      // time is up for this, too
      pieces.check();
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_UNPACKED || isBomb(entry)) {
        throw refused('The zip archive would unpack to far more than it holds. Send what is in it in smaller parts.');
      }
      if (isLink(entry)) throw refused('The zip archive holds a link to something else. Send the files themselves.');
      entries.push(entry);
    }
  } catch (error) {
    throw unreadable(error);
  }
  requireOwnBytes(entries, zip, pieces.size);
  return entries;
}

// the upper half of the attributes is the mode that Unix knows: a symbolic link would lead whoever unpacks it elsewhere
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function isBomb({ compressedSize, uncompressedSize }: Entry): boolean {
  return uncompressedSize > LARGE_ENTRY && uncompressedSize > compressedSize * MOST_RATIO;
}

// each entry has bytes of its own, all of them between the start of the file and the list
function requireOwnBytes(entries: readonly Entry[], zip: ZipFile, size: number): void {
  const parts = entries
    .map(({ relativeOffsetOfLocalHeader: start, compressedSize, fileNameLength }) => ({
      start,
      end: start + LOCAL_HEADER + fileNameLength + compressedSize,
    }))
    .toSorted((one, other) => one.start - other.start);
  // yauzl moves this behind the entry that was read last
  const listEnd = zip.readEntryCursor as unknown as number;
  const listStart = listEnd - entries.reduce((bytes, entry) => bytes + listed(entry), 0);
  let end = 0;
  for (const part of parts) {
    if (part.start < end) throw refused('The zip archive is made to harm: its entries lie over each other.');
    end = part.end;
  }
  const between = size - END_RECORD - zip.comment.length - listEnd;
  if (end > listStart || parts[0]?.start !== 0 || between < 0 || between > MOST_BETWEEN) {
    throw refused('The zip archive is damaged, or holds something that is in none of its entries. Make it anew.');
  }
}

function listed({ fileNameLength, extraFieldLength, fileCommentLength }: Entry): number {
  return 46 + fileNameLength + extraFieldLength + fileCommentLength;
}

async function unpack(zip: ZipFile, entry: Entry, most: number): Promise<string> {
  if (entry.uncompressedSize > most || !entry.canDecodeFileData()) throw unreadable();
  try {
    const chunks: Buffer[] = [];
    // yauzl ends it where there is more than the list says
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error?: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'FILE_REFUSED') return error;
  if (
    error instanceof Error &&
    /absolute path|invalid relative path|invalid characters in fileName/.test(error.message)
  ) {
    return refused('The zip archive holds an entry whose name leads out of its folder. Make it anew.', error);
  }
  return refused('The zip archive is damaged, or there is something behind its end. Make it anew.', error);
}
