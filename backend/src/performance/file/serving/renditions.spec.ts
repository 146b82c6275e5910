import { describe, expect, it } from 'vitest';
import { choose, understandsAvif } from './renditions.js';

const rendition = (type: string, width: number) => {
  return { key: `k-${type === 'image/avif' ? 'a' : 'w'}${String(width)}`, type, width, height: width / 2, size: width };
};
const picture = {
  ...{ key: 'k', type: 'image/webp', size: 9_000, name: 'Harbour.webp', sha256: 'hash' },
  renditions: [
    rendition('image/webp', 1280),
    rendition('image/webp', 320),
    rendition('image/avif', 320),
    rendition('image/avif', 960),
    rendition('image/webp', 640),
  ],
};

describe('the picture that is sent', () => {
  it.each([
    [null, false, 'k'],
    [null, true, 'k'],
    [1, false, 'k-w320'],
    [320, false, 'k-w320'],
    [320, true, 'k-a320'],
    [321, false, 'k-w640'],
    [321, true, 'k-w640'],
    [641, true, 'k-a960'],
    [641, false, 'k-w1280'],
    [1281, true, 'k'],
  ])('for a width of %s, AVIF %s, is %s', (width, avif, key) => {
    expect(choose(picture, { width, avif }).key).toBe(key);
  });

  it('depends on what is understood only where there are both', () => {
    expect(choose(picture, { width: 320, avif: false }).varies).toBe(true);
    expect(choose(picture, { width: 1_000, avif: true }).varies).toBe(false);
    expect(choose(picture, { width: null, avif: true }).varies).toBe(false);
  });

  it('is named and validated for what it is', () => {
    expect(choose(picture, { width: 1, avif: true })).toMatchObject({ name: 'Harbour.avif', etag: '"k-a320"' });
    expect(choose(picture, { width: 1, avif: false })).toMatchObject({ name: 'Harbour.webp', etag: '"k-w320"' });
    expect(choose(picture, { width: null, avif: true })).toMatchObject({ name: 'Harbour.webp', etag: '"hash"' });
  });
});

describe('AVIF', () => {
  it.each([
    ['image/avif,image/webp,*/*;q=0.8', true],
    ['image/webp, image/avif;q=0.9', true],
    ['IMAGE/AVIF', true],
    ['image/avif;q=0', false],
    ['image/avif;q=0.000', false],
    ['image/avif-sequence', false],
    ['*/*', false],
    [undefined, false],
  ])('is understood by %s: %s', (accept, expected) => {
    expect(understandsAvif(accept)).toBe(expected);
  });
});
