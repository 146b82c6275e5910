import { clockText, durationParts } from './duration';

it.each([
  [0, '0:00'],
  [59.9, '0:59'],
  [872, '14:32'],
  [3_729, '1:02:09'],
  [90_000, '25:00:00'],
  [-5, '0:00'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

it('splits a duration', () => {
  expect(durationParts(93_784)).toEqual({ days: 1, hours: 2, minutes: 3, seconds: 4 });
});
