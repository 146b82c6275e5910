import type { Drawing } from './demonstration-course.js';

const sky =
  '<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#10202f"/><stop offset="1" stop-color="#2d5a7b"/></linearGradient></defs>';

/** A white dot. */
function star(x: number, y: number, radius: number): string {
  return `<circle cx="${String(x)}" cy="${String(y)}" r="${String(radius)}" fill="#fff"/>`;
}

function svg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}">${content}</svg>`;
}

// places that look strewn and are always the same: the fractional parts of multiples of irrational numbers
const strewn = Array.from({ length: 90 }, (_, index) => {
  const [across, down] = [(index * Math.SQRT2) % 1, (index * Math.E) % 1];
  return star(Math.round(across * 1280), Math.round(down * 560), 1 + (index % 4) * 0.6);
});

const dipper: readonly (readonly [number, number])[] = [
  [300, 420],
  [430, 380],
  [530, 400],
  [640, 430],
  [650, 540],
  [810, 550],
  [840, 430],
];
const dipperLines = [...dipper, [640, 430] as const].map((point) => point.join(',')).join(' ');

/** The cover of the English course: a night above hills. */
export const nightSkyCover = svg(
  1280,
  720,
  `${sky}<rect width="1280" height="720" fill="url(#g)"/>${strewn.join('')}<path d="M1010 102a92 92 0 1 0 58 122a78 78 0 1 1-58-122z" fill="#f4ead0"/><path d="M0 610 Q220 480 460 590 T900 570 T1280 600 V720 H0z" fill="#0b1620"/>`,
);

/** The cover of the Arabic course: drops that fall into water. */
export const waterCover = svg(
  1280,
  720,
  '<rect width="1280" height="720" fill="#dff0f7"/><path d="M640 90c90 130 150 220 150 300a150 150 0 0 1-300 0c0-80 60-170 150-300z" fill="#3d8fb8"/><path d="M560 400a84 84 0 0 0 70 82" fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round"/><path d="M0 600q160-60 320 0t320 0 320 0 320 0v120H0z" fill="#2d6f93"/><path d="M0 645q160-50 320 0t320 0 320 0 320 0v75H0z" fill="#1f5878"/>',
);

/** How Polaris is found. */
export const bigDipper: Drawing = {
  svg: svg(
    1120,
    630,
    `${sky}<rect width="1120" height="630" fill="url(#g)"/><polyline points="${dipperLines}" fill="none" stroke="#7ba0ff" stroke-width="3" opacity=".7"/><line x1="810" y1="550" x2="948" y2="-2" stroke="#f0b44c" stroke-width="3" stroke-dasharray="10 12"/>${dipper.map(([x, y]) => star(x, y, 8)).join('')}<circle cx="925" cy="90" r="11" fill="#f0b44c"/>`,
  ),
  alt: 'Seven stars form a bowl with a handle. A dashed line leads from the two stars at the outer edge of the bowl to one star far above them.',
  caption: 'From the pointers, five times their distance: the pole star.',
};

const moons = [0, 0.25, 0.5, 0.75, 1].map((share, index) => {
  const x = 130 + index * 215;
  const lit = 90 * (1 - 2 * share);
  const path = `M${String(x)} 125 A90 90 0 0 1 ${String(x)} 305 A${String(Math.abs(lit))} 90 0 0 ${lit > 0 ? 0 : 1} ${String(x)} 125z`;
  return `<circle cx="${String(x)}" cy="215" r="90" fill="#24394b"/>${share === 0 ? '' : `<path d="${path}" fill="#f4ead0"/>`}`;
});

/** The Moon from new to full. */
export const phases: Drawing = {
  svg: svg(1120, 430, `${sky}<rect width="1120" height="430" fill="url(#g)"/>${moons.join('')}`),
  alt: 'Five pictures of the Moon side by side: dark, a thin crescent, half lit, mostly lit, and full, always lit from the right.',
  caption: 'From new to full moon in two weeks, seen from the northern hemisphere.',
};

const shares: readonly (readonly [label: string, percent: number, colour: string])[] = [
  ['الاستحمام', 36, '#2d6f93'],
  ['المرحاض', 27, '#3d8fb8'],
  ['غسل الملابس', 12, '#62a9cb'],
  ['الأطباق', 6, '#8cc3dc'],
  ['الشرب والطبخ', 4, '#b4d9ea'],
];

/** Where the water of a household goes. */
export const waterShares: Drawing = {
  svg: svg(
    1120,
    430,
    `<rect width="1120" height="430" fill="#f3f8fb"/>${shares
      .map(([, percent, colour], index) => {
        const width = percent * 24;
        return `<rect x="${String(1060 - width)}" y="${String(40 + index * 74)}" width="${String(width)}" height="50" rx="8" fill="${colour}"/>`;
      })
      .join('')}`,
  ),
  alt: `أشرطة أفقية من الأطول إلى الأقصر: ${shares.map(([label, percent]) => `${label} ${String(percent)} ٪`).join('، ')}.`,
  caption: shares.map(([label, percent]) => `${label} ${String(percent)} ٪`).join(' · '),
};
