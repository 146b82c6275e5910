import sharp from 'sharp';
import type { FilePurpose } from '@classy-book/contracts/files';
import { box, compound, office, openDocument, wav, webm } from './file-makers.js';
import { zipOf } from './zip-maker.js';

/** A file that must not become one, and a word of the sentence that says why. */
interface HostileFile {
  readonly what: string;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly body: Buffer | string;
  readonly type?: string;
  readonly why: RegExp;
}

export const GOOD_PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const HTML = '<!doctype html><script>alert(1)</script>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
const ELF = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(100)]);
const MACH = Buffer.concat([Buffer.from('cffaedfe07000001', 'hex'), Buffer.alloc(100)]);
const ZIP = zipOf([{ name: 'a.txt', data: 'hello' }]);
const FTYP = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex');

const MP4 = Buffer.concat([FTYP, box('moov'), box('mdat', 'frames')]);
const TRACKS = Buffer.from('1654ae6b80', 'hex');

const DOCX = office('word');
/** Documents that are as they should be, for what must still be taken. */
export const goodDocuments: readonly Pick<HostileFile, 'name' | 'body' | 'type'>[] = [
  { name: 'paper.pdf', body: GOOD_PDF, type: 'application/pdf' },
  { name: 'filled.pdf', body: Buffer.concat([GOOD_PDF, Buffer.alloc(200), Buffer.from('\r\n')]) },
  { name: 'letter.docx', body: DOCX, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { name: 'again.docx', body: DOCX, type: 'application/zip' },
  { name: 'table.xlsx', body: office('xl') },
  { name: 'letter.odt', body: openDocument() },
  { name: 'old.doc', body: compound('WordDocument') },
  { name: 'work.zip', body: ZIP, type: 'application/x-zip-compressed' },
  { name: 'nested.zip', body: zipOf([{ name: 'inner.zip', data: ZIP }], { comment: 'made by hand' }) },
  { name: 'list.csv', body: 'name,tag\nAda,<b>\n', type: 'application/vnd.ms-excel' },
  { name: 'notes.md', body: '# HTML\n\n<script>alert(1)</script> is a script, <svg> a drawing.\n', type: '' },
  { name: 'readme.md', body: '<div align="center">\n\n# A title\n</div>\n', type: 'text/markdown' },
  { name: 'sound.wav', body: wav(1), type: 'audio/x-wav' },
];

const DOCUMENTS: readonly Omit<HostileFile, 'purpose'>[] = [
  { what: 'nothing at all', name: 'empty.txt', body: '', why: /empty/ },
  { what: 'a program called a PDF', name: 'report.pdf', body: EXE, why: /\.pdf.*PDF.*program/ },
  { what: 'a program of Linux', name: 'tool', body: ELF, why: /program/ },
  { what: 'a program of macOS', name: 'tool', body: MACH, why: /program|cannot be taken/ },
  { what: 'a script', name: 'install.txt', body: '#!/bin/sh\nrm -rf /\n', why: /script|program/ },
  { what: 'a script for servers', name: 'page.txt', body: '<?php system($_GET["c"]);', why: /script|program|XML/ },
  { what: 'a page called a PDF', name: 'report.pdf', body: HTML, why: /\.pdf.*PDF.*web page/ },
  { what: 'a page as a text', name: 'page.txt', body: HTML, why: /web page/ },
  { what: 'a page behind comments', name: 'page.txt', body: `\ufeff <!-- a -->\n<!-- b --> ${HTML}`, why: /web page/ },
  { what: 'a drawing with a script', name: 'drawing.svg', body: SVG, why: /SVG/ },
  { what: 'a drawing with its prolog', name: 'drawing.txt', body: `<?xml version="1.0"?>${SVG}`, why: /SVG|XML/ },
  { what: 'a zip called a picture', name: 'photo.jpg', body: ZIP, why: /\.jpg.*picture.*zip/ },
  { what: 'a zip called a docx', name: 'letter.docx', body: ZIP, why: /\.docx.*office.*zip/ },
  { what: 'a PDF sent as a picture', name: 'photo', body: GOOD_PDF, type: 'image/png', why: /image\/png.*PDF/ },
  { what: 'a PDF with a zip behind it', name: 'a.pdf', body: Buffer.concat([GOOD_PDF, ZIP]), why: /hidden/ },
  { what: 'a PDF with a page behind it', name: 'a.pdf', body: `${GOOD_PDF.toString()}${HTML}`, why: /hidden/ },
  {
    what: 'a PDF with a zip in it, whose comment is the end of the PDF',
    name: 'a.pdf',
    body: zipOf([{ name: 'a', data: 'a' }], { front: Buffer.from('%PDF-1.7\n'), comment: '\n%%EOF\n' }),
    why: /zip archive hidden/,
  },
  { what: 'half a PDF', name: 'a.pdf', body: GOOD_PDF.subarray(0, 40), why: /cut off/ },
  { what: 'a PDF behind something', name: 'a.pdf', body: Buffer.concat([Buffer.from('GIF89a'), GOOD_PDF]), why: /./ },
  {
    what: 'a sound with a zip behind it',
    name: 'a.wav',
    body: Buffer.concat([wav(1), ZIP]),
    why: /zip archive hidden/,
  },
  {
    what: 'a sound with a page behind it',
    name: 'a.wav',
    body: Buffer.concat([wav(1), Buffer.from(HTML)]),
    why: /web page hidden/,
  },
  {
    what: 'text that is none',
    name: 'notes.txt',
    body: Buffer.from([0xff, 0xfe, 0x00, 0x41]),
    why: /cannot be taken|text/,
  },
  { what: 'text with control characters', name: 'notes.txt', body: 'a\u001b[2Jb', why: /cannot be taken|text/ },
  { what: 'a Word document with macros', name: 'a.docx', body: office('word', ['word/vbaProject.bin']), why: /macros/ },
  {
    what: 'macros under another name',
    name: 'a.docx',
    body: office('word', ['word/x.bin'], '<a t="application/vnd.ms-office.vbaProject"/>'),
    why: /macros/,
  },
  { what: 'macros of Excel 4', name: 'a.xlsx', body: office('xl', ['xl/macrosheets/sheet1.xml']), why: /macros/ },
  {
    what: 'a document with macros called a zip',
    name: 'a.zip',
    body: office('word', ['word/vbaProject.bin']),
    why: /macros/,
  },
  {
    what: 'an OpenDocument with macros',
    name: 'a.odt',
    body: openDocument('Basic/Standard/Module1.xml'),
    why: /macros/,
  },
  {
    what: 'an old Word document with macros',
    name: 'a.doc',
    body: compound('WordDocument', '_VBA_PROJECT'),
    why: /macros/,
  },
  { what: 'an installer', name: 'setup.doc', body: compound('Property'), why: /no document/ },
  { what: 'a locked document', name: 'a.doc', body: compound('EncryptedPackage'), why: /password/ },
  {
    what: 'a program of Java',
    name: 'a.zip',
    body: zipOf([
      { name: 'META-INF/MANIFEST.MF', data: 'Main-Class: A' },
      { name: 'A.class', data: 'x' },
    ]),
    why: /program/,
  },
];

const ARCHIVES: readonly (readonly [what: string, body: Buffer, why: RegExp])[] = [
  [
    'that unpacks to a thousand times its size',
    zipOf([{ name: 'a', data: Buffer.alloc(8_000_000), deflated: true }]),
    /unpack/,
  ],
  [
    'that says it unpacks to four gigabytes',
    zipOf([{ name: 'a', data: Buffer.alloc(100), deflated: true, size: 0xff_ff_ff_f0 }]),
    /unpack/,
  ],
  ['with too many entries', zipOf([{ name: 'a', data: 'a' }], { count: 10_001 }), /10,000/],
  [
    'whose entries are the same bytes',
    zipOf([
      { name: 'a', data: 'aaaa' },
      { name: 'b', data: 'aaaa', at: 0 },
    ]),
    /over each other/,
  ],
  [
    'whose entries lie within each other',
    zipOf([
      { name: 'a', data: Buffer.alloc(100) },
      { name: 'b', data: 'aa', at: 40 },
    ]),
    /over each other/,
  ],
  ['with a link to another file', zipOf([{ name: 'a', data: '/etc/passwd', mode: 0o120777 }]), /link/],
  ['that leads out of its folder', zipOf([{ name: '../../etc/passwd', data: 'x' }]), /out of its folder/],
  ['with an absolute path', zipOf([{ name: '/etc/passwd', data: 'x' }]), /out of its folder/],
  ['with a drive', zipOf([{ name: 'C:/windows/a.dll', data: 'x' }]), /out of its folder/],
  ['with backslashes', zipOf([{ name: '..\\..\\a', data: 'x' }]), /out of its folder/],
  [
    'with one name twice',
    zipOf([
      { name: 'a', data: 'x' },
      { name: 'a', data: 'y' },
    ]),
    /same name/,
  ],
  ['with a page behind it', zipOf([{ name: 'a', data: 'x' }], { behind: HTML }), /behind/],
  [
    'with another one behind it',
    Buffer.concat([ZIP, zipOf([{ name: 'b', data: 'x' }])]),
    /damaged|none of its entries/,
  ],
  ['without anything in it', zipOf([]), /empty|cannot be taken/],
  ['that is cut off', ZIP.subarray(0, ZIP.length - 10), /damaged/],
];

const VIDEOS: readonly (readonly [what: string, name: string, body: Buffer | string, why: RegExp])[] = [
  ['a page as a video', 'film.mp4', HTML, /\.mp4.*web page/],
  ['an MP4 with a page behind it', 'film.mp4', Buffer.concat([MP4, Buffer.from(HTML)]), /MP4 file is damaged/],
  ['an MP4 with a zip behind it', 'film.mp4', Buffer.concat([MP4, ZIP]), /MP4 file is damaged/],
  ['an MP4 with a zip in a box of its own', 'film.mp4', Buffer.concat([MP4, box('free', ZIP)]), /zip archive hidden/],
  ['half an MP4', 'film.mp4', MP4.subarray(0, MP4.length - 3), /MP4 file is damaged/],
  ['an MP4 without anything to play', 'film.mp4', Buffer.concat([FTYP, box('free', 'x')]), /MP4 file is damaged/],
  [
    'an MP4 whose box has no size',
    'film.mp4',
    Buffer.concat([FTYP, Buffer.from('00000002', 'hex'), Buffer.from('moov')]),
    /MP4 file is damaged/,
  ],
  [
    'a WebM with something behind it',
    'film.webm',
    Buffer.concat([webm(TRACKS), Buffer.from(HTML)]),
    /WebM file is damaged/,
  ],
  [
    'a WebM with a file attached',
    'film.webm',
    webm(Buffer.concat([TRACKS, Buffer.from('1941a46980', 'hex')])),
    /WebM file is damaged/,
  ],
  ['a WebM that is cut off', 'film.webm', webm(TRACKS).subarray(0, -2), /WebM file is damaged/],
];

/** Everything of the collection that is refused. Pictures take a moment to be made. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const white = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#fff' } });
  const bomb = await white(9_000, 9_000).png({ compressionLevel: 9 }).toBuffer();
  const png = await white(8, 8).png().toBuffer();
  const jpeg = await white(8, 8).jpeg().toBuffer();
  const frames = Buffer.alloc(201 * 8 * 8, Buffer.concat([Buffer.alloc(64), Buffer.alloc(64, 0xff)]));
  const film = await sharp(frames, { raw: { width: 8, height: 201 * 8, channels: 1, pageHeight: 8 } })
    .gif()
    .toBuffer();
  return [
    ...DOCUMENTS.map((file) => ({ ...file, purpose: 'document' as const })),
    ...ARCHIVES.map(([what, body, why]) => ({
      what: `a zip ${what}`,
      purpose: 'submission' as const,
      name: 'a.zip',
      body,
      why,
    })),
    ...VIDEOS.map(([what, name, body, why]) => ({ what, purpose: 'video' as const, name, body, why })),
    { what: 'a picture of too many pixels', purpose: 'image', name: 'bomb.png', body: bomb, why: /pixels/ },
    { what: 'the same as a document', purpose: 'document', name: 'bomb.png', body: bomb, why: /pixels/ },
    { what: 'a picture of too many frames', purpose: 'cover', name: 'film.gif', body: film, why: /pixels/ },
    { what: 'half a picture', purpose: 'image', name: 'half.png', body: png.subarray(0, 40), why: /damaged/ },
    { what: 'a drawing as a picture', purpose: 'image', name: 'a.svg', body: SVG, why: /SVG/ },
    { what: 'a PDF called a picture', purpose: 'image', name: 'photo.jpg', body: GOOD_PDF, why: /\.jpg.*picture.*PDF/ },
    {
      what: 'a photo with a zip behind it as a document',
      purpose: 'document',
      name: 'a.jpg',
      body: Buffer.concat([jpeg, ZIP]),
      why: /zip archive hidden/,
    },
    {
      what: 'a picture with a page behind it as a document',
      purpose: 'submission',
      name: 'a.png',
      body: Buffer.concat([png, Buffer.from(HTML)]),
      why: /web page hidden/,
    },
    {
      what: 'captions without their first word',
      purpose: 'captions',
      name: 'en.vtt',
      body: '1\n00:00 --> 00:01\nHi\n',
      why: /WEBVTT/,
    },
    { what: 'a PDF as a course', purpose: 'course_archive', name: 'course', body: GOOD_PDF, why: /exported/ },
  ];
}

/** Pictures with something in them that must not be in what is made of them. */
export async function loadedPictures(secret: string): Promise<(readonly [what: string, name: string, body: Buffer])[]> {
  const blank = sharp({ create: { width: 700, height: 400, channels: 3, background: '#336699' } });
  const hidden = zipOf([{ name: `${secret}.class`, data: secret }]);
  const jpeg = await blank
    .clone()
    .withExif({ IFD0: { Copyright: secret } })
    .jpeg()
    .toBuffer();
  return [
    ['a JPEG with a place in it', 'photo.jpg', jpeg],
    ['a JPEG that is a zip as well', 'photo.jpg', Buffer.concat([jpeg, hidden])],
    [
      'a GIF that is an archive of Java as well',
      'gifar.gif',
      Buffer.concat([await blank.clone().gif().toBuffer(), hidden]),
    ],
    [
      'a PNG with a page behind it',
      'page.png',
      Buffer.concat([await blank.clone().png().toBuffer(), Buffer.from(`${HTML}${secret}`)]),
    ],
  ];
}
