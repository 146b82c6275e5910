import { withMacros } from './office-look.js';
import type { Pieces } from './pieces.js';
import { refused } from './refusal.js';

/** [MS-CFB]: sectors above this number are marks, such as the end of a chain. */
const LAST_SECTOR = 0xff_ff_ff_fa;
const MOST_SECTORS = 100_000;
const ENTRY = 128;
const IN_HEADER = 109;
// the streams by which each program knows its own documents: Word, Excel, PowerPoint, Outlook
const DOCUMENTS = new Set(['WordDocument', 'Workbook', 'Book', 'PowerPoint Document', '__properties_version1.0']);
const CODE = /^(?:_VBA_PROJECT|_VBA_PROJECT_CUR|VBA|Macros)$/i;

/**
 * An office document as it was before 2007 is a small file system ([MS-CFB]); so are installers and encrypted documents. Its folder says
 * which, and whether there are macros.
 * @throws AppError FILE_REFUSED
 */
export async function lookAtCompound(pieces: Pieces): Promise<void> {
  const names = await namesIn(pieces);
  if (names.some((name) => CODE.test(name))) throw withMacros();
  if (names.includes('EncryptedPackage')) {
    throw refused(
      'The document is locked with a password, so nobody can see whether there are macros in it. Send it without the password.',
    );
  }
  if (!names.some((name) => DOCUMENTS.has(name)))
    throw refused('This is no document of Word, Excel, PowerPoint or Outlook.');
}

async function namesIn(pieces: Pieces): Promise<string[]> {
  const header = await pieces.at(0, 512);
  const shift = header.length < 512 ? 0 : header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged();
  const sector = new Sectors(pieces, 2 ** shift);
  const table = await tableOf(header, sector);
  const names: string[] = [];
  const seen = new Set<number>();
  for (let at = header.readUInt32LE(48); at <= LAST_SECTOR;) {
    // a chain that comes back to itself would never end
    if (seen.has(at) || seen.size > MOST_SECTORS) throw damaged();
    seen.add(at);
    names.push(...entriesOf(await sector.read(at)));
    at = await sector.next(table, at);
  }
  return names;
}

/** The sectors of the table that says which sector follows which. */
async function tableOf(header: Buffer, sector: Sectors): Promise<readonly number[]> {
  const wanted = header.readUInt32LE(44);
  const table = Array.from({ length: Math.min(wanted, IN_HEADER) }, (_value, index) =>
    header.readUInt32LE(76 + index * 4),
  );
  const perSector = sector.size / 4 - 1;
  for (let at = header.readUInt32LE(68); at <= LAST_SECTOR && table.length < wanted;) {
    if (table.length > MOST_SECTORS) throw damaged();
    const more = await sector.read(at);
    for (let index = 0; index < perSector && table.length < wanted; index += 1)
      table.push(more.readUInt32LE(index * 4));
    at = more.readUInt32LE(perSector * 4);
  }
  return table;
}

class Sectors {
  constructor(
    private readonly pieces: Pieces,
    readonly size: number,
  ) {}

  async read(number: number): Promise<Buffer> {
    const bytes = await this.pieces.at((number + 1) * this.size, this.size);
    if (bytes.length < this.size) throw damaged();
    return bytes;
  }

  async next(table: readonly number[], number: number): Promise<number> {
    const perSector = this.size / 4;
    const of = table[Math.floor(number / perSector)];
    if (of === undefined) throw damaged();
    return (await this.read(of)).readUInt32LE((number % perSector) * 4);
  }
}

function entriesOf(sector: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + ENTRY <= sector.length; at += ENTRY) {
    const bytes = sector.readUInt16LE(at + 64);
    if (bytes >= 2 && bytes <= 64) names.push(sector.toString('utf16le', at, at + bytes - 2));
  }
  return names;
}

function damaged(): Error {
  return refused('The document is damaged. Save it anew, best as a docx, xlsx, pptx or PDF.');
}
