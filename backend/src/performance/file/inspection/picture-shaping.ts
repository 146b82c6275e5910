import { stat } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { Part, Shape } from './inspected.js';
import { refused } from './refusal.js';
import { Turns } from './turns.js';

/** The purposes whose pictures are made anew. */
type PictureShape = Exclude<Shape, 'as_is'>;

const MAX_PIXELS = 40_000_000;
const MAX_FRAMES = 200;
const SIDES = { cover: 1_600, image: 2_560, avatar: 512 } as const;
const WIDTHS = { cover: [320, 640, 1_280], image: [320, 640, 1_280], avatar: [64, 128, 256] } as const;
/** AVIF is slow to make, and saves little where a picture is small. */
const AVIF_FROM = 640;
const SECONDS = 30;
const WEBP = { quality: 82, effort: 3 } as const;
const LIMITS = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true } as const;
/** Pictures that are made at once in one process: each takes a core and some hundred megabytes at the most. */
const turns = new Turns(2, 32);

/**
 * Makes a picture anew as WebP: what is hidden in the file (where it was taken, a second file behind the first) is not in
 * the new one. Turned as its camera says, and no larger than pages show it; moving pictures keep moving. With it come smaller ones (see
 * `Part.role`), below the width of the main one: of avatars squares around what the eye goes to, of moving pictures none.
 * Each is written to `<path>.<role>`, the main one is the first.
 * @throws AppError FILE_REFUSED where it is damaged, has more than 40 million pixels over all of its frames, or takes too long;
 * SERVICE_UNAVAILABLE where too many wait; and what the disk says
 */
export async function shapePicture(path: string, shape: PictureShape): Promise<Part[]> {
  return await turns.take(async () => {
    try {
      return await shaped(path, shape);
    } catch (error) {
      throw explained(error);
    }
  });
}

/**
 * The size of a picture that stays as it is, upright.
 * @throws AppError FILE_REFUSED where it is none, or has too many pixels
 */
export async function pictureSize(path: string): Promise<{ readonly width: number; readonly height: number }> {
  try {
    const { autoOrient, pages = 1, pageHeight } = await metadataOf(path);
    return { width: autoOrient.width, height: pages > 1 ? (pageHeight ?? autoOrient.height) : autoOrient.height };
  } catch (error) {
    throw explained(error);
  }
}

async function metadataOf(path: string): Promise<Metadata> {
  const found = await sharp(path, LIMITS).metadata();
  const { pages = 1, width, height } = found;
  if (pages > MAX_FRAMES || width * height > MAX_PIXELS) throw new Error('too many pixels');
  return found;
}

async function shaped(path: string, shape: PictureShape): Promise<Part[]> {
  const { pages = 1, format } = await metadataOf(path);
  const moves = pages > 1 && format !== 'heif' && shape !== 'avatar';
  const side = SIDES[shape];
  const upright = sharp(path, { ...LIMITS, animated: moves })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  if (moves) return [await written(upright.webp(WEBP), path, 'main')];
  // decoded and made smaller once; everything else is made of this
  const { data, info } = await upright
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const parts = [await written(pixels().webp(WEBP), path, 'main')];
  const widest = shape === 'avatar' ? Math.min(info.width, info.height) : info.width;
  for (const width of WIDTHS[shape].filter((wanted) => wanted < widest)) {
    const square = { height: width, fit: 'cover', position: sharp.strategy.attention } as const;
    const smaller = () => pixels().resize({ width, ...(shape === 'avatar' ? square : {}) });
    parts.push(await written(smaller().webp(WEBP), path, `w${String(width)}` as Part['role']));
    if (shape === 'avatar' || width < AVIF_FROM) continue;
    parts.push(await written(smaller().avif({ quality: 55, effort: 1 }), path, `a${String(width)}` as Part['role']));
  }
  return parts;
}

async function written(picture: Sharp, path: string, role: Part['role']): Promise<Part> {
  const made = `${path}.${role}`;
  const { size, width, height, pageHeight, format } = await picture.timeout({ seconds: SECONDS }).toFile(made);
  return {
    ...{ role, path: made, type: format === 'webp' ? 'image/webp' : 'image/avif', width, height: pageHeight ?? height },
    size: size > 0 ? size : (await stat(made)).size,
  };
}

// a disk without room is not the picture's fault
function explained(error: unknown): unknown {
  const isDisk =
    error instanceof Error && /ENOSPC|EDQUOT|EIO|no space|unable to (open|write)|write error/i.test(error.message);
  if (isDisk) return error;
  return refused('The picture is damaged, or has too many pixels: at most 40 million.', error);
}
