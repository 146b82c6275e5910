import { coverSet, pictureSet } from './picture-set';

it('offers every width that there is, and the picture itself', () => {
  expect(pictureSet({ url: '/a', width: 1_000, widths: [320, 640] })).toBe(
    '/a?width=320 320w, /a?width=640 640w, /a 1000w',
  );
});

it('offers nothing where there is one size, or no size is known', () => {
  expect(pictureSet({ url: '/a', width: 200, widths: [] })).toBeNull();
  expect(pictureSet({ url: '/a', width: null, widths: [320] })).toBeNull();
});

it('asks for a cover by width', () => {
  expect(coverSet('/c')).toContain('/c?width=640 640w');
});
