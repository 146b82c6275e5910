import { type Random, seededRandom } from '../attack/random.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { spreadOf } from './statistics.ts';

const RANGES = 100_000;
const WIDTHS = 25;
const LOOK_UPS = 20_000;
const WARM_UP = 20_000;

/** What is used of the server's own code (backend/src/security/blocked-addresses/range-index.ts). */
interface Index {
  set(range: { readonly start: string; readonly prefix: number; readonly value: number }): void;
  containing(address: string): Iterable<number>;
}

/** How long a request waits for the look at the blocked ranges: with 50 ranges, and with a hundred thousand of the same widths. */
export const blocks: Measure = {
  name: 'blocks',
  title: 'Blocked ranges',
  async run({ rounds }: Bench): Promise<readonly Figure[]> {
    const built = new URL('../../backend/dist/security/blocked-addresses/range-index.js', import.meta.url);
    const { RangeIndex } = (await import(built.href)) as { RangeIndex: new () => Index };
    const random = seededRandom(7);
    const [few, many] = [new RangeIndex(), new RangeIndex()];
    fill(few, 2 * WIDTHS, random);
    fill(many, RANGES, random);
    const addresses = Array.from({ length: LOOK_UPS }, () => ipv4(bits(random)));
    for (const index of [few, many]) lookUp(index, addresses.slice(0, WARM_UP));
    const speeds = { few: [] as number[], many: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      speeds.few.push(lookUp(few, addresses));
      speeds.many.push(lookUp(many, addresses));
    }
    const micros = speeds.many.map((perSecond) => 1_000_000 / perSecond);
    const ratios = speeds.many.map((perSecond, round) => (speeds.few[round] ?? Number.NaN) / perSecond);
    return [
      { name: 'one look-up among 100,000 ranges', value: spreadOf(micros), unit: 'µs', bar: { atMost: 100 } },
      {
        name: 'time of a look-up among 100,000 ranges, over one among 50',
        value: spreadOf(ratios),
        unit: 'x',
        remark: 'of the same 25 widths: a look-up takes a probe for each of them',
      },
      { name: 'look-ups among 100,000 ranges', value: spreadOf(speeds.many), unit: '/s' },
      { name: 'look-ups among 50 ranges', value: spreadOf(speeds.few), unit: '/s' },
    ];
  },
};

function lookUp(index: Index, addresses: readonly string[]): number {
  const start = performance.now();
  let found = 0;
  for (const address of addresses) {
    for (const value of index.containing(address)) found += value >= 0 ? 1 : 0;
  }
  const seconds = (performance.now() - start) / 1_000;
  if (found > addresses.length * 200) throw new Error('more ranges were found than can hold an address');
  return addresses.length / seconds;
}

// IPv4 networks from /8 to /32, half of them single addresses, as block lists are
function fill(index: Index, count: number, random: Random): void {
  for (let n = 0; n < count; n += 1) {
    const width = n % 2 === 0 ? 0 : n % WIDTHS;
    const network = (bits(random) >>> width) * 2 ** width;
    const start = `${'0'.repeat(20)}ffff${network.toString(16).padStart(8, '0')}`;
    index.set({ start, prefix: 128 - width, value: n });
  }
}

function bits(random: Random): number {
  return random.below(2 ** 32);
}

function ipv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => String((value >>> shift) & 255)).join('.');
}
