import sharp from 'sharp';

/** A picture that was made anew. */
export interface ShapedPicture {
  readonly type: 'image/webp';
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

const MAX_PIXELS = 40_000_000;
const MAX_FRAMES = 200;
const SIDES = { cover: 1_600, image: 2_560, avatar: 512 } as const;
const SECONDS = 30;
/** Pictures that are made at once in one process: each takes a core and some hundred megabytes at the most. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Makes a picture anew as WebP: what is hidden in the file (where it was taken, a second file behind the first) is not in
 * the new one. Turned as its camera says, and no larger than pages show it; moving pictures keep moving.
 * @throws where it is damaged, has more than 40 million pixels over all of its frames, or takes too long
 */
export async function shapePicture(from: string, to: string, purpose: keyof typeof SIDES): Promise<ShapedPicture> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await shape(from, to, SIDES[purpose]);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function shape(from: string, to: string, side: number): Promise<ShapedPicture> {
  const limits = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true } as const;
  const { pages = 1, format } = await sharp(from, limits).metadata();
  if (pages > MAX_FRAMES) throw new Error('too many frames');
  const animated = pages > 1 && format !== 'heif';
  const { size, width, height, pageHeight } = await sharp(from, { ...limits, animated })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82, effort: 3 })
    .toFile(to);
  return { type: 'image/webp', size, width, height: pageHeight ?? height };
}
