import { zipOf } from './zip-maker.js';

/** The part that names the types of all others in an Office Open XML document. */
const LIST_OF_TYPES = '[Content_Types].xml';

/** A box of an MP4 file. */
export function box(type: string, data: Buffer | string = ''): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + Buffer.byteLength(data));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(data)]);
}

/** A WebM file with up to 126 bytes in its segment. */
export function webm(inside: Buffer): Buffer {
  const header = Buffer.from('1a45dfa3874282847765626d18538067', 'hex');
  return Buffer.concat([header, Buffer.from([0x80 + inside.length]), inside]);
}

/** A WAV file of silence. */
export function wav(seconds: number): Buffer {
  const bytes = 8_000 * seconds;
  const format = '524946460000000057415645666d74201000000001000100401f0000401f00000100080064617461';
  const file = Buffer.concat([Buffer.from(format, 'hex'), Buffer.alloc(4), Buffer.alloc(bytes, 0x80)]);
  file.writeUInt32LE(36 + bytes, 4);
  file.writeUInt32LE(bytes, 40);
  return file;
}

/** An office document as it was before 2007, with nothing but its folder: [MS-CFB] in three sectors. */
export function compound(...names: readonly string[]): Buffer {
  const file = Buffer.alloc(3 * 512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  const short = { 24: 0x3e, 26: 3, 28: 0xff_fe, 30: 9, 32: 6 };
  for (const [at, value] of Object.entries(short)) file.writeUInt16LE(value, Number(at));
  const long = { 44: 1, 48: 1, 56: 4_096, 60: 0xff_ff_ff_fe, 68: 0xff_ff_ff_fe, 76: 0 };
  for (const [at, value] of Object.entries(long)) file.writeUInt32LE(value, Number(at));
  file.fill(0xff, 80, 512);
  // sector 0 is the table, sector 1 the folder
  file.fill(0xff, 512, 1_024);
  file.writeUInt32LE(0xff_ff_ff_fd, 512);
  file.writeUInt32LE(0xff_ff_ff_fe, 516);
  for (const [index, name] of ['Root Entry', ...names].entries()) {
    const at = 1_024 + index * 128;
    file.write(`${name}\0`, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
  }
  return file;
}

/** An Office Open XML document: `word`, `xl` or `ppt`, with more parts in it. */
export function office(folder: string, more: readonly string[] = [], types = '<Types/>'): Buffer {
  const names = [LIST_OF_TYPES, `${folder}/document.xml`, ...more];
  return zipOf(names.map((name) => ({ name, data: types })));
}

/** An OpenDocument text with more parts in it. */
export function openDocument(...more: readonly string[]): Buffer {
  const names = ['content.xml', 'META-INF/manifest.xml', ...more];
  return zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' },
    ...names.map((name) => ({ name, data: '<x/>' })),
  ]);
}
