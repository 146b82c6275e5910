import { type Family, familyOf } from './file-kinds.js';
import { extensionOf } from './file-names.js';
import { refused } from './refusal.js';

const WORDS: Readonly<Record<Family, string>> = {
  picture: 'a picture',
  video: 'a video',
  sound: 'a sound',
  pdf: 'a PDF',
  office: 'an office document or a book',
  archive: 'a zip archive',
  text: 'a plain text',
  captions: 'captions',
};

// what an extension says, where it says it clearly; anything else in a name says nothing
const BY_EXTENSION: readonly (readonly [RegExp, readonly Family[]])[] = [
  [/^(jpe?g|jfif|png|apng|gif|webp|avif|bmp|tiff?|heic|svg)$/, ['picture']],
  [/^(mp4|webm)$/, ['video', 'sound']],
  [/^(m4v|mov|avi|mkv|wmv)$/, ['video']],
  [/^(mp3|m4a|ogg|oga|opus|wav|flac|aac|wma)$/, ['sound']],
  [/^pdf$/, ['pdf']],
  [/^(docx?|xlsx?|pptx?|odt|ods|odp|odg|rtf|epub|msg)$/, ['office']],
  [/^zip$/, ['archive']],
  [/^(txt|md|csv|tsv|gift)$/, ['text', 'captions']],
  [/^(vtt|srt)$/, ['captions', 'text']],
];

// Browsers take the declared type from the extension, and each system has its own words: Windows calls a csv an Excel sheet and a zip
// x-zip-compressed; a system without an office calls a docx a zip, or nothing at all.
const BY_TYPE: readonly (readonly [RegExp, readonly Family[]])[] = [
  [/^image\//, ['picture']],
  [/^(video|audio)\//, ['video', 'sound']],
  [/^application\/(x-)?pdf$/, ['pdf']],
  [/^application\/vnd\.ms-excel$/, ['office', 'text']],
  [/^(application|text)\/(msword|rtf|x-rtf|epub\+zip|vnd\.(ms-|openxmlformats-|oasis\.).*)$/, ['office']],
  [/^application\/(x-)?zip(-compressed)?$/, ['archive', 'office']],
  [/^text\//, ['text', 'captions']],
];

/** What the bytes of a file are in words, such as `a PDF`. */
export function wordsOf(type: string): string {
  const family = familyOf(type);
  if (family !== undefined) return WORDS[family];
  if (/html/.test(type)) return 'a web page';
  if (/svg/.test(type)) return 'an SVG drawing';
  if (/x-script|x-sh$|shellscript/.test(type)) return 'a script, which a computer would run';
  if (/xml$/.test(type)) return 'an XML document';
  if (/macro/i.test(type)) return 'an office document with macros';
  if (/executable|msdownload|x-elf|x-mach|java|apk|android|x-msi/.test(type)) return 'a program';
  return 'something else';
}

/**
 * What a name or a browser says of a file has to go with what its bytes are. Only what is said clearly counts: an extension or a type
 * that is not known says nothing, and neither does one of the same family (a PNG called .jpg).
 * @throws AppError FILE_REFUSED
 */
export function requireHonest(type: string, name: string, declaredType: string | null): void {
  const family = familyOf(type);
  const extension = extensionOf(name) ?? '';
  const byName = said(BY_EXTENSION, extension);
  if (byName !== undefined && (family === undefined || !byName.includes(family))) {
    throw refused(
      `The name ends with .${extension}, which says that this is ${orList(byName)}, but its bytes are ${wordsOf(type)}. Give it the right name, or save it anew.`,
    );
  }
  const declared = (declaredType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const byType = said(BY_TYPE, declared);
  if (byType !== undefined && (family === undefined || !byType.includes(family))) {
    throw refused(
      `The file was sent as ${orList(byType)} (${declared.slice(0, 80)}), but its bytes are ${wordsOf(type)}. Give it the right name, or save it anew.`,
    );
  }
}

function said(table: typeof BY_TYPE, what: string): readonly Family[] | undefined {
  return table.find(([pattern]) => pattern.test(what))?.[1];
}

function orList(families: readonly Family[]): string {
  return families.map((family) => WORDS[family]).join(' or ');
}
