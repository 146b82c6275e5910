import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extensionOf, safeName } from './file-names.js';

const PDF = 'application/pdf';

describe('the name of a file', () => {
  it.each([
    ['a plain one', 'letter.pdf', 'letter.pdf'],
    ['another alphabet', 'رسالة.pdf', 'رسالة.pdf'],
    ['an extension in capitals', 'LETTER.PDF', 'LETTER.pdf'],
    ['two extensions', 'invoice.pdf.exe', 'invoice.pdf.exe.pdf'],
    ['a path', '../../etc/passwd', 'passwd.pdf'],
    ['a path of Windows', 'C:\\Users\\me\\letter.pdf', 'letter.pdf'],
    ['a stroke that only looks like one', '..\u2215..\uff0fpasswd', '_.._passwd.pdf'],
    ['a mark that turns the text round', 'invoice\u202efdp.exe', 'invoicefdp.exe.pdf'],
    ['all other marks that nobody sees', '\u200e\u2067a\u200b\ufeff\u00adb\u{e0041}.pdf', 'ab.pdf'],
    ['control characters', 'a\0b\r\nc\u0085.pdf', 'a_b__c_.pdf'],
    ['line separators', 'a\u2028b\u2029.pdf', 'a_b_.pdf'],
    ['spaces that look alike', 'a\u00a0\u3000\u2003 b\u2800\u3164.pdf', 'a b.pdf'],
    ['a dot that looks alike', 'letter\uff0epdf', 'letter.pdf'],
    ['what Windows calls the console', 'CON', '_CON.pdf'],
    ['a device with an extension', 'nul.txt.pdf', '_nul.txt.pdf'],
    ['a device with a blank', 'com1 .pdf', '_com1.pdf'],
    ['a word that only begins like a device', 'console.pdf', 'console.pdf'],
    ['a dot in front', '.htaccess', 'htaccess.pdf'],
    ['dashes in front', '--version.pdf', 'version.pdf'],
    ['dots at the end', 'letter.pdf. . .', 'letter.pdf'],
    ['dots only', '....', 'file.pdf'],
    ['nothing but what is left out', '\u202e\u2066', 'file.pdf'],
    ['nothing but an extension', '.pdf', 'pdf.pdf'],
    ['half a character', 'a\ud800b.pdf', 'a\ufffdb.pdf'],
    ['what shells and Windows take for something else', 'a<b>|"c"?*:d.pdf', 'a_b___c____d.pdf'],
  ])('is safe with %s', (_what, sent, kept) => {
    expect(safeName(sent, PDF)).toBe(kept);
  });

  it('of 255 bytes or more is cut where a character ends', () => {
    const family = '👩‍👩‍👧‍👦';
    const kept = safeName(`${family.repeat(40)}.pdf`, PDF);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(240);
    expect(kept.replace('.pdf', '').replaceAll(family, '')).toBe('');
    expect(safeName(`${'a'.repeat(300)}.pdf`, PDF)).toHaveLength(199);
  });

  it('loses the extension of a picture that was made anew, and no other', () => {
    expect(safeName('house.JPEG', 'image/webp')).toBe('house.webp');
    expect(safeName('house.pdf', 'image/webp')).toBe('house.pdf.webp');
  });

  it('is safe whatever was sent, and stays the same if it is made safe again', () => {
    const nasty = fc.constantFrom(
      '.',
      '/',
      '\\',
      ' ',
      '-',
      '\0',
      '\u202e',
      '\u00a0',
      'CON',
      'a',
      'é',
      '👩‍👧',
      '\ud83d',
      '.pdf',
      '.exe',
    );
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(nasty, { maxLength: 120 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(names, (name) => {
        const kept = safeName(name, PDF);
        expect(kept).toMatch(/^[^./\\ -][^/\\]*\.pdf$/u);
        expect(kept).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]|^(con|nul)\.|\ud800/iu);
        expect(kept.isWellFormed()).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(200);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(240);
        expect(safeName(kept, PDF)).toBe(kept);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the extension of a name', () => {
  it('is what stands behind its last dot, however it is hidden', () => {
    expect([extensionOf('a.PDF'), extensionOf('a.pdf\u202e'), extensionOf('a.b.exe '), extensionOf('a')]).toEqual([
      'pdf',
      'pdf',
      'exe',
      undefined,
    ]);
  });
});
