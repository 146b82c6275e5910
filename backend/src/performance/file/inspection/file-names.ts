import { extensionsOf } from './file-kinds.js';

const MAX_CHARACTERS = 200;
/** File systems count bytes: most of them take 255, and something may be put before or behind. */
const MAX_BYTES = 240;
// marks that nobody sees and that turn the direction of text around: with them `cod.exe` reads as something else
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
// all that looks like a space: `letter.pdf      .exe` with a hundred of them hides its end
const SPACES = /[\p{Zs}\u115f\u1160\u2800\u3164\uffa0]+/gu;
const FULL_STOPS = /[\u2024\ufe52\uff0e\uff61]/g;
const SLASHES = /[\u2044\u2215\u29f8\u29f9\ufe68\uff0f\uff3c]/g;
const NOT_IN_NAMES = /[<>:"|?*\p{Cc}\p{Zl}\p{Zp}]/gu;
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file: with any extension, or none
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The name under which a file is kept and offered: no path, nothing that makes it read otherwise than it is, nothing that a shell or
 * Windows takes for something else, at most 200 characters and 240 bytes of UTF-8, and an extension that belongs to what the bytes are.
 */
export function safeName(name: string, type: string): string {
  const bare = plain(name);
  const wanted = extensionsOf(type);
  const extension = extensionOf(bare);
  const isRight = extension !== undefined && wanted.includes(extension);
  const suffix = `.${isRight ? extension : (wanted[0] ?? 'bin')}`;
  const stem = isRight || isPicture(extension, type) ? bare.slice(0, -(extension ?? '').length - 1) : bare;
  return `${shortened(trimmed(stem) || 'file', suffix.length)}${suffix}`.replace(DEVICES, '_$&');
}

/** What stands behind the last dot of a name, in lower case; undefined where that is no extension. */
export function extensionOf(name: string): string | undefined {
  return /\.([a-z0-9]{1,10})$/i.exec(plain(name))?.[1]?.toLowerCase();
}

function plain(name: string): string {
  const seen = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(SPACES, ' ')
    .replaceAll(FULL_STOPS, '.')
    .replaceAll(SLASHES, '_');
  return trimmed((seen.split(/[/\\]/).at(-1) ?? '').replaceAll(NOT_IN_NAMES, '_'));
}

// a dot or a dash at the front hides a file or makes it an option of a command; Windows drops dots and spaces at the end
function trimmed(name: string): string {
  return name.replace(/^[. ~-]+/, '').replace(/[. ]+$/, '');
}

function shortened(stem: string, suffix: number): string {
  // one is left for the mark before the name of a device
  let characters = MAX_CHARACTERS - 1 - suffix;
  let bytes = MAX_BYTES - 1 - suffix;
  if (stem.length <= characters && Buffer.byteLength(stem) <= bytes) return stem;
  let end = 0;
  for (const { segment, index } of graphemes.segment(stem)) {
    characters -= segment.length;
    bytes -= Buffer.byteLength(segment);
    if (characters < 0 || bytes < 0) break;
    end = index + segment.length;
  }
  return trimmed(stem.slice(0, end)) || 'file';
}

// a picture that was made anew has another extension than the one that was sent, and that one says nothing any more
function isPicture(extension: string | undefined, type: string): boolean {
  return extension !== undefined && type === 'image/webp' && /^(jpe?g|png|gif|avif|webp)$/.test(extension);
}
