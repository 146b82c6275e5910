import type { FilePurpose } from '@classy-book/contracts/files';

const IMAGES = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif'];
const AUDIO = ['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/ogg', 'audio/wav', 'audio/flac', 'audio/aac'];
const VIDEO = ['video/mp4', 'video/x-m4v', 'video/webm'];
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
  video: VIDEO,
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

/** What a file is at large: what people mean when they say that a name or a type is wrong. */
export type Family = 'picture' | 'video' | 'sound' | 'pdf' | 'office' | 'archive' | 'text' | 'captions';

/** The family of a type that is taken somewhere; undefined for any other. */
export function familyOf(type: string): Family | undefined {
  if (IMAGES.includes(type)) return 'picture';
  if (VIDEO.includes(type)) return 'video';
  if (AUDIO.includes(type)) return 'sound';
  if (OFFICE.includes(type)) return 'office';
  const others: Readonly<Record<string, Family>> = {
    'application/pdf': 'pdf',
    'application/zip': 'archive',
    'text/plain': 'text',
    'text/vtt': 'captions',
  };
  return others[type];
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

/** The extensions that belong to a type, the usual one first. */
export function extensionsOf(type: string): readonly string[] {
  return EXTENSIONS[type] ?? ['bin'];
}

/** Whether browsers may show a type inside of a page; anything else is only ever saved. */
export function isShownInline(type: string): boolean {
  return /^(image|video|audio)\//.test(type) || type === 'text/vtt';
}
