import { embedHosts } from '@classy-book/contracts/lesson-blocks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEmbedUrl } from './embeds.js';

const NOCOOKIE = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ';

describe('the address of an embed', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x', NOCOOKIE],
    ['https://youtu.be/dQw4w9WgXcQ?t=43s', `${NOCOOKIE}?start=43`],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', NOCOOKIE],
    [`${NOCOOKIE}?start=5`, `${NOCOOKIE}?start=5`],
    ['https://vimeo.com/123456789', 'https://player.vimeo.com/video/123456789'],
    ['https://vimeo.com/123456789/abcdef0123', 'https://player.vimeo.com/video/123456789?h=abcdef0123'],
    ['https://player.vimeo.com/video/123456789', 'https://player.vimeo.com/video/123456789'],
    ['https://codepen.io/ada/pen/xYz12', 'https://codepen.io/ada/embed/xYz12'],
    ['https://archive.org/details/some_item', 'https://archive.org/embed/some_item'],
    ['https://www.geogebra.org/m/abc12', 'https://www.geogebra.org/material/iframe/id/abc12'],
    ['https://phet.colorado.edu/sims/html/x.html', 'https://phet.colorado.edu/sims/html/x.html'],
  ])('%s becomes %s', (typed, player) => {
    expect(toEmbedUrl(typed)).toBe(player);
  });

  it.each([
    'https://example.org/',
    'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=../../x',
    'https://www.youtube.com/@somebody',
    'https://vimeo.com/channels/staff',
    'http://player.vimeo.com/video/123456789',
    'https://user:secret@player.vimeo.com/video/1',
    'https://player.vimeo.com:8443/video/1',
    'javascript:alert(1)',
    'not an address',
    '',
  ])('is none for %s', (typed) => {
    expect(toEmbedUrl(typed)).toBeNull();
  });

  it('is always https on a host of the list, and stays as it is when it is saved again', () => {
    const host = fc.constantFrom(...embedHosts, 'youtu.be', 'www.youtube.com', 'vimeo.com', 'evil.example');
    const part = fc.stringMatching(/^[\w.~%-]{0,12}$/);
    fc.assert(
      fc.property(
        host,
        fc.array(part, { maxLength: 4 }),
        fc.stringMatching(/^[vt]=[\w&=.-]{0,14}$/),
        (name, parts, query) => {
          const url = toEmbedUrl(`https://${name}/${parts.join('/')}?${query}`);
          if (url === null) return;
          expect([new URL(url).protocol, embedHosts as readonly string[]]).toEqual([
            'https:',
            expect.arrayContaining([new URL(url).hostname]),
          ]);
          expect(toEmbedUrl(url)).toBe(url);
        },
      ),
    );
  });
});
