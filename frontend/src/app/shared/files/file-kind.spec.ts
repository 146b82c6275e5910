import { clockOf, iconOf } from './file-kind';

describe('a file', () => {
  it.each([
    ['image/webp', 'submission', 'image'],
    ['', 'video', 'movie'],
    ['audio/mpeg', 'document', 'volume-up'],
    ['text/vtt', 'captions', 'subtitles'],
    ['application/zip', 'document', 'archive'],
    ['application/pdf', 'submission', 'description'],
    ['image/webp', 'avatar', 'account-circle'],
  ] as const)('of the type "%s" for %s is drawn as %s', (type, purpose, icon) => {
    expect(iconOf({ type, purpose })).toBe(icon);
  });

  it.each([
    [4.4, '0:04'],
    [65, '1:05'],
    [3_723, '1:02:03'],
  ])('that lasts %d seconds says %s', (seconds, text) => {
    expect(clockOf(seconds)).toBe(text);
  });
});
