import fc from 'fast-check';
import { PlayedRanges, joinFacts, joinRanges, type PlayedRange } from './played-ranges';

/** Plays on from where it stands, telling four times a second of real time, as browsers do. */
function play(played: PlayedRanges, from: number, seconds: number, clock: { now: number }, speed = 1): number {
  played.begin(from, clock.now);
  let position = from;
  for (let left = seconds; left > 1e-9;) {
    const step = Math.min(0.25 * speed, left);
    left -= step;
    position += step;
    clock.now += (step / speed) * 1_000;
    played.advance(position, clock.now, speed);
  }
  return position;
}

const length = (ranges: readonly PlayedRange[]): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

describe('what was played of a video', () => {
  it('is one range where it plays through', () => {
    const played = new PlayedRanges();
    const clock = { now: 1_000 };
    play(played, 0, 20, clock);
    expect(played.take(clock.now)).toEqual({ ranges: [[0, 20]], seconds: 20 });
  });

  it('leaves out what was skipped by seeking', () => {
    const played = new PlayedRanges();
    const clock = { now: 0 };
    play(played, 0, 5, clock);
    played.moveTo(60);
    play(played, 60, 5, clock);
    expect(played.take(clock.now)).toEqual({
      ranges: [
        [0, 5],
        [60, 65],
      ],
      seconds: 65,
    });
  });

  it('leaves out a jump that nobody told of', () => {
    const played = new PlayedRanges();
    played.begin(0, 0);
    played.advance(1, 1_000, 1);
    played.advance(90, 1_250, 1);
    played.advance(91, 2_250, 1);
    expect(played.take(2_250)?.ranges).toEqual([
      [0, 1],
      [90, 91],
    ]);
  });

  it('counts every second at twice the speed', () => {
    const played = new PlayedRanges();
    const clock = { now: 0 };
    play(played, 0, 30, clock, 2);
    expect(clock.now).toBe(15_000);
    expect(played.take(clock.now)?.ranges).toEqual([[0, 30]]);
  });

  it('counts on in a tab that is seldom told of the position', () => {
    const played = new PlayedRanges();
    played.begin(0, 0);
    played.advance(10, 10_000, 1);
    expect(played.take(10_000)?.ranges).toEqual([[0, 10]]);
  });

  it('does not count while it waits or stands', () => {
    const played = new PlayedRanges();
    played.begin(3, 0);
    played.advance(4, 1_000, 1);
    played.end();
    played.advance(4.2, 9_000, 1);
    expect(played.take(9_000)?.ranges).toEqual([[3, 4]]);
  });

  it('is told once: what follows begins where the last telling ended', () => {
    const played = new PlayedRanges();
    played.begin(0, 0);
    played.advance(5, 5_000, 1);
    expect(played.take(5_000)?.ranges).toEqual([[0, 5]]);
    expect(played.take(5_001)).toBeNull();
    played.advance(6, 6_000, 1);
    expect(played.take(6_000)?.ranges).toEqual([[5, 6]]);
  });

  it('is due after its time, and only while something plays', () => {
    const played = new PlayedRanges();
    expect(played.isDue(99_999, 10_000)).toBe(false);
    played.begin(0, 0);
    expect([played.isDue(9_999, 10_000), played.isDue(10_000, 10_000)]).toEqual([false, true]);
    played.end();
    expect(played.isDue(20_000, 10_000)).toBe(false);
  });

  it('tells where it stands after it was moved, though nothing was played', () => {
    const played = new PlayedRanges();
    played.standAt(30);
    expect(played.take(0)).toBeNull();
    played.moveTo(70);
    expect([played.take(0), played.take(0)]).toEqual([{ ranges: [], seconds: 70 }, null]);
  });

  it('never counts more than was played, whatever is done', () => {
    const step = fc.record({ to: fc.integer({ min: 0, max: 600 }), seconds: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.constantFrom(0.5, 1, 1.5, 2), (steps, speed) => {
        const played = new PlayedRanges();
        const clock = { now: 0 };
        let told: readonly PlayedRange[] = [];
        for (const { to, seconds } of steps) {
          played.moveTo(to);
          play(played, to, seconds, clock, speed);
          told = joinRanges([...told, ...(played.take(clock.now)?.ranges ?? [])]);
        }
        const wanted = joinRanges(steps.map(({ to, seconds }) => [to, to + seconds]));
        expect(length(told)).toBeCloseTo(length(wanted), 3);
      }),
    );
  });

  it('is joined with what could not be told before, at the later position', () => {
    const joined = joinFacts(
      { ranges: [[0, 10]], seconds: 10 },
      {
        ranges: [
          [8, 12],
          [40, 41],
        ],
        seconds: 3,
      },
    );
    expect(joined).toEqual({
      ranges: [
        [0, 12],
        [40, 41],
      ],
      seconds: 3,
    });
  });

  it('fits into one call: of very many ranges the longest are kept', () => {
    const many = Array.from({ length: 140 }, (_, index): PlayedRange => [index * 10, index * 10 + (index % 2) + 1]);
    const { ranges } = joinFacts({ ranges: many, seconds: 0 }, { ranges: [], seconds: 5 });
    expect(ranges).toHaveLength(100);
    expect(ranges.filter(([from, to]) => to - from === 2)).toHaveLength(70);
  });
});
