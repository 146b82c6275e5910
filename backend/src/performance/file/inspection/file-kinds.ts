import type { FilePurpose } from '@classy-book/contracts/files';

const IMAGES = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif'];
const AUDIO = ['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/ogg', 'audio/wav', 'audio/flac', 'audio/aac'];
const OFFICE = [
  ...['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'].map(
    (kind) => `application/vnd.openxmlformats-officedocument.${kind}`,
  ),
  ...['text', 'spreadsheet', 'presentation', 'graphics'].map((kind) => `application/vnd.oasis.opendocument.${kind}`),
  'application/x-cfb',
  'application/rtf',
  'application/epub+zip',
];
const DOCUMENTS = ['application/pdf', ...OFFICE, 'text/plain', 'application/zip', ...IMAGES, ...AUDIO];

/** The types that a file may have, as its bytes say, by its purpose. */
export const allowedTypes: Readonly<Record<FilePurpose, readonly string[]>> = {
  cover: IMAGES,
  image: IMAGES,
  video: ['video/mp4', 'video/x-m4v', 'video/webm'],
  captions: ['text/vtt'],
  document: DOCUMENTS,
  submission: DOCUMENTS,
  course_archive: ['application/zip'],
  avatar: IMAGES,
};

const WORDS: Readonly<Record<FilePurpose, string>> = {
  cover: 'a JPEG, PNG, WebP, GIF or AVIF picture',
  image: 'a JPEG, PNG, WebP, GIF or AVIF picture',
  video: 'an MP4 or WebM video',
  captions: 'WebVTT captions: a text in UTF-8 that begins with WEBVTT',
  document: 'a PDF, an office document without macros, a plain text, a zip, a picture or a sound',
  submission: 'a PDF, an office document without macros, a plain text, a zip, a picture or a sound',
  course_archive: 'a zip that was exported from a course',
  avatar: 'a JPEG, PNG, WebP, GIF or AVIF picture',
};

/** What a file of this purpose has to be, in words. */
export function wordsFor(purpose: FilePurpose): string {
  return WORDS[purpose];
}

// the extensions under which a type may be kept; the first is added where a name has another one
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/apng': ['png', 'apng'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/avif': ['avif'],
  'video/mp4': ['mp4', 'm4v'],
  'video/x-m4v': ['m4v', 'mp4'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a', 'mp4'],
  'audio/x-m4a': ['m4a'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'audio/flac': ['flac'],
  'audio/aac': ['aac'],
  'text/vtt': ['vtt'],
  'text/plain': ['txt', 'csv', 'md', 'tsv', 'gift'],
  'application/pdf': ['pdf'],
  'application/zip': ['zip'],
  'application/rtf': ['rtf'],
  'application/epub+zip': ['epub'],
  'application/x-cfb': ['doc', 'xls', 'ppt', 'msg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/vnd.oasis.opendocument.graphics': ['odg'],
};

const MAX_NAME = 200;
// marks that turn the direction of text around: with them `cod.exe` reads as something else
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The name under which a file is kept and offered: no path, no marks that make it read otherwise, at most 200 characters,
 * and an extension that belongs to what the bytes are.
 */
export function safeName(name: string, type: string): string {
  const bare = (name.replaceAll(DIRECTION_MARKS, '').split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/[<>:"|?*\p{Cc}]/gu, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const wanted = EXTENSIONS[type] ?? [];
  const extension = /\.([^.]{1,8})$/.exec(bare)?.[1]?.toLowerCase();
  const isRight = extension !== undefined && wanted.includes(extension);
  const suffix = `.${isRight ? extension : (wanted[0] ?? 'bin')}`;
  const stem = isRight || isPicture(extension, type) ? bare.slice(0, -(extension ?? '').length - 1) : bare;
  return `${(stem === '' ? 'file' : stem).slice(0, MAX_NAME - suffix.length).toWellFormed()}${suffix}`;
}

// a picture that was made anew has another extension than the one that was sent, and that one says nothing any more
function isPicture(extension: string | undefined, type: string): boolean {
  return extension !== undefined && type === 'image/webp' && /^(jpe?g|png|gif|avif|webp)$/.test(extension);
}

/** Whether browsers may show a type inside of a page; anything else is only ever saved. */
export function isShownInline(type: string): boolean {
  return /^(image|video|audio)\//.test(type) || type === 'text/vtt';
}
