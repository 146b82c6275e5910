import { refused } from './refusal.js';
import type { ZipList } from './zip-look.js';

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^word\//, `${OOXML}wordprocessingml.document`],
  [/^xl\//, `${OOXML}spreadsheetml.sheet`],
  [/^ppt\//, `${OOXML}presentationml.presentation`],
];
const LIST_OF_TYPES = '[Content_Types].xml';
const MOST_OF_LIST = 2 * 1024 ** 2;
// code in Office Open XML: projects in VBA, the macros of Excel 4, controls
const OFFICE_CODE = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|^xl\/macrosheets\/|\/activeX\//i;
const CODE_TYPES = /macroEnabled|vnd\.ms-office\.vbaProject|ms-excel\.(?:intl)?macrosheet|activeX/i;
// OpenDocument 1.3, part 2, 3.3: where macros lie
const OPEN_CODE = /^(?:Basic|Scripts)\/./i;
const PROGRAMS = /^(?:META-INF\/MANIFEST\.MF|AndroidManifest\.xml|classes\.dex)$/i;

/**
 * What a zip is, by what is in it: an office document or a book of its own type, a program, or `application/zip`.
 * @throws AppError FILE_REFUSED for macros, and for a document that lacks what makes it one
 */
export async function zipTypeOf(zip: ZipList): Promise<string> {
  const { names } = zip;
  if (names.includes(LIST_OF_TYPES)) return await officeTypeOf(zip);
  const type = names[0] === 'mimetype' ? await zip.read('mimetype', 200) : null;
  if (type !== null) return openTypeOf(names, type.trim());
  return names.some((name) => PROGRAMS.test(name)) ? 'application/java-archive' : 'application/zip';
}

async function officeTypeOf(zip: ZipList): Promise<string> {
  const types = (await zip.read(LIST_OF_TYPES, MOST_OF_LIST)) ?? '';
  if (zip.names.some((name) => OFFICE_CODE.test(name)) || CODE_TYPES.test(types)) throw withMacros();
  return KINDS.find(([folder]) => zip.names.some((name) => folder.test(name)))?.[1] ?? 'application/zip';
}

function openTypeOf(names: readonly string[], type: string): string {
  if (names.some((name) => OPEN_CODE.test(name))) throw withMacros();
  const needed = type === 'application/epub+zip' ? 'META-INF/container.xml' : 'META-INF/manifest.xml';
  if (!names.includes(needed))
    throw refused('The document is damaged: a part that every one of its kind has is missing.');
  return type;
}

/** The refusal of a document that brings code with it. */
export function withMacros(): Error {
  return refused(
    'The document holds macros, which run as programs. Save it without them, as a docx, xlsx, pptx or PDF.',
  );
}
