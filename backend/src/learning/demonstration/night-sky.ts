import { callout, matching, numerical, single, text, trueOrFalse, type WrittenCourse } from './demonstration-course.js';
import { bigDipper, nightSkyCover, phases } from './drawings.js';

/** The English course of the demonstration. */
export const nightSky: WrittenCourse = {
  language: 'en',
  title: 'Reading the night sky',
  summary:
    'Find your way among the stars with nothing but your eyes: directions, the Moon, and the planets that wander.',
  description:
    '<p>People found their way by the sky long before there were maps. In a few short lessons you learn to do it again: no telescope, no app, only a dark place and some patience.</p><p>Each lesson ends with something to try outside. Bring warm clothes.</p>',
  outcomes: [
    'Find north on any clear night of the northern hemisphere',
    'Explain why the stars turn and the Moon changes its shape',
    'Tell a planet from a star',
    'Say when there can be an eclipse, and when not',
  ],
  level: 'beginner',
  category: 'science',
  tags: ['astronomy', 'outdoors'],
  sequential: true,
  cover: nightSkyCover,
  sections: [
    {
      title: 'Finding your way',
      lessons: [
        {
          title: 'What you can see without a telescope',
          minutes: 6,
          preview: true,
          rules: [{ kind: 'viewed' }, { kind: 'marked' }],
          blocks: [
            text(
              'eyes-intro',
              '<p>On a clear night far from towns you can see about two thousand stars. In the middle of a city it may be twenty. The stars are the same; the air above the city is lit from below and hides the faint ones.</p><p>Your eyes need time. In bright light their sensitive part is switched off, and it takes about twenty minutes in the dark until it works again. One look at a phone, and the twenty minutes begin anew.</p>',
            ),
            callout(
              'eyes-tip',
              'tip',
              '<p>Look a little beside a faint star, not straight at it. The middle of your eye sees colours, but it is nearly blind in the dark.</p>',
            ),
            text(
              'eyes-list',
              '<h3>What is up there</h3><ul><li><strong>Stars</strong> twinkle, and keep their places among each other for a lifetime.</li><li><strong>Planets</strong> shine calmly, and move from week to week.</li><li><strong>Satellites</strong> cross the sky in a few minutes without blinking.</li><li><strong>Aeroplanes</strong> blink.</li></ul><p>Tonight, go out for half an hour and count the stars in an arm’s length square. Write the number down: you will use it again.</p>',
            ),
          ],
        },
        {
          title: 'North by the stars',
          minutes: 9,
          rules: [{ kind: 'marked' }],
          blocks: [
            text(
              'north-intro',
              '<p>One star stands nearly still while all others turn around it: Polaris, the pole star. Whoever faces it faces north. It is not bright, so we find it with the help of a figure that everybody can see.</p>',
            ),
            { id: 'north-dipper', type: 'drawing', drawing: bigDipper },
            text(
              'north-steps',
              '<ol><li>Find the Big Dipper: seven stars, four in the bowl and three in the handle.</li><li>Take the two stars at the outer edge of the bowl. They are called the pointers.</li><li>Go on from the lower to the upper one, five times their distance. The star that you meet, rather alone, is Polaris.</li><li>Let your eyes fall straight down to the horizon. There is north.</li></ol>',
            ),
            callout(
              'north-height',
              'info',
              '<p>How high Polaris stands above the horizon, in degrees, is the latitude of the place where you are. Sailors used that for two thousand years.</p>',
            ),
          ],
        },
        {
          title: 'How the sky turns',
          minutes: 8,
          rules: [{ kind: 'marked' }],
          blocks: [
            text(
              'turn-text',
              '<p>Watch the Big Dipper for two hours: it has moved. The whole sky turns around Polaris once in 23 hours and 56 minutes, because the Earth turns the other way. That is 15 degrees in an hour, about the width of your hand with the fingers spread at arm’s length.</p><p>The missing four minutes have a reason. In a day the Earth also moves on along its way around the Sun, so it has to turn a little further until the Sun is back in the south. Therefore each star rises four minutes earlier every night, two hours earlier every month, and in a year the sky of the evening has gone through all of its pictures.</p>',
            ),
            {
              ...{ id: 'turn-code', type: 'code', language: 'text', caption: 'Four minutes a night add up' },
              code: '4 min × 30 nights  = 120 min = 2 h\n2 h   × 12 months = 24 h',
            },
          ],
        },
        {
          title: 'Check: directions',
          minutes: 5,
          rules: [{ kind: 'score', blockId: 'check-north', minimum: 60 }],
          blocks: [
            text(
              'check-north-text',
              '<p>Four questions about what you have read. You may try as often as you like.</p>',
            ),
            {
              ...{ id: 'check-north', type: 'quiz', title: 'Directions' },
              questions: [
                single(
                  'q-polaris',
                  '<p>Where do you look when you face Polaris?</p>',
                  'North',
                  ['South', 'To where the Sun sets', 'Straight up'],
                  '<p>Polaris stands nearly above the north pole of the Earth.</p>',
                ),
                numerical(
                  'q-degrees',
                  '<p>By how many degrees does the sky turn in one hour?</p>',
                  15,
                  0.5,
                  '<p>360 degrees in about 24 hours.</p>',
                ),
                trueOrFalse(
                  'q-earlier',
                  '<p>A star that rose at ten last night rises at four minutes to ten tonight.</p>',
                  true,
                ),
                trueOrFalse('q-height', '<p>Polaris stands equally high wherever one is.</p>', false),
              ],
            },
          ],
        },
      ],
    },
    {
      title: 'The Moon and the planets',
      lessons: [
        {
          title: 'Phases, and eclipses',
          minutes: 10,
          rules: [{ kind: 'viewed' }, { kind: 'marked' }],
          blocks: [
            text(
              'moon-text',
              '<p>Half of the Moon is always lit by the Sun. What changes is how much of that half we see from here. When the Moon stands between us and the Sun we look at its dark side: new moon. Two weeks later it is opposite of the Sun, and we see the lit side whole: full moon.</p>',
            ),
            { id: 'moon-phases', type: 'drawing', drawing: phases },
            text(
              'moon-eclipse',
              '<h3>Why there is no eclipse every month</h3><p>An eclipse is a shadow with good timing. The Moon passes between us and the Sun about twelve times a year, yet on most of those days nothing happens: its path is tilted by five degrees, so its shadow misses us above or below.</p>',
            ),
            callout(
              'moon-nodes',
              'info',
              '<p>Only near the two crossing points of the tilted path can the shadow fall on the Earth. That is what an eclipse season is; there are two in a year.</p>',
            ),
            callout(
              'moon-warning',
              'warning',
              '<p>Never look at the Sun without a filter that is made for it, also not during an eclipse.</p>',
            ),
          ],
        },
        {
          title: 'Wanderers',
          minutes: 9,
          rules: [{ kind: 'marked' }],
          blocks: [
            text(
              'planets-text',
              '<p>“Planet” is Greek for wanderer. Five of them are bright enough for the bare eye, and they all keep to the band through which the Sun and the Moon go as well.</p><ul><li><strong>Venus</strong>: the brightest of all, in the evening or in the morning, never at midnight.</li><li><strong>Jupiter</strong>: next in brightness, white and calm, up for half of the night.</li><li><strong>Mars</strong>: orange; bright for some months every two years, then faint.</li><li><strong>Saturn</strong>: yellowish, like a bright star that forgot to twinkle.</li><li><strong>Mercury</strong>: low in the dusk, for some days only. Few people have ever seen it.</li></ul>',
            ),
            {
              id: 'planets-log',
              type: 'assignment',
              title: 'Your log of one evening',
              html: '<p>Go out on one clear evening. Write down date, place and time, in which direction you looked, what you saw, and how you knew what it was. Half a page is enough; a photograph or a sketch is welcome.</p>',
              points: 10,
              accepts: 'both',
            },
          ],
        },
        {
          title: 'Check: the Moon and the planets',
          minutes: 8,
          rules: [{ kind: 'score', blockId: 'check-moon', minimum: 60 }],
          blocks: [
            {
              ...{ id: 'check-moon', type: 'quiz', title: 'The Moon and the planets' },
              questions: [
                single(
                  'q-eclipse',
                  '<p>Why is there no eclipse at every new moon?</p>',
                  'The path of the Moon is tilted against that of the Earth',
                  [
                    'The Moon is too far away most of the time',
                    'The Sun is below the horizon',
                    'Clouds hide most of them',
                  ],
                ),
                matching('q-match', '<p>Which is which?</p>', [
                  ['Brightest, never at midnight', 'Venus'],
                  ['Orange', 'Mars'],
                  ['White and calm, for half of the night', 'Jupiter'],
                ]),
                trueOrFalse(
                  'q-half',
                  '<p>At new moon, no part of the Moon is lit by the Sun.</p>',
                  false,
                  '<p>The far half is.</p>',
                ),
              ],
            },
          ],
        },
      ],
    },
  ],
};
