import { joinMonitoringSchema, replayedStreams } from '@classy-book/contracts/realtime';
import fc from 'fast-check';
import { RateMeter, FrameClock, StreamTracker } from './websocket-tracking';

const ATTEMPTS = 'monitoring:login-attempt';
const id = (value: number) => value.toString(16).padStart(24, '0');
const event = (value: number) => ({ id: id(value) });

describe('what a client has of a stream', () => {
  it('shows every event once, however frames overlap after a reconnection', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 30 }), { maxLength: 20 }),
        (frames) => {
          const tracker = new StreamTracker();
          const shown = frames.flatMap((frame) => tracker.accept(ATTEMPTS, frame.map(event)));
          expect(shown.map((one) => one.id).sort()).toEqual([...new Set(frames.flat())].map(id).sort());
        },
      ),
    );
  });

  it('asks for what came after the newest event, also when an older one arrived last', () => {
    const tracker = new StreamTracker();
    tracker.accept(ATTEMPTS, [event(7), event(9)]);
    tracker.accept(ATTEMPTS, [event(8)]);
    expect(tracker.since()[ATTEMPTS]).toBe(id(9));
  });

  it('keeps the streams apart', () => {
    const tracker = new StreamTracker();
    tracker.accept(ATTEMPTS, [event(9)]);
    tracker.accept('monitoring:ip-blocked', [event(4)]);
    expect(tracker.since()).toEqual({ [ATTEMPTS]: id(9), 'monitoring:ip-blocked': id(4) });
    expect(tracker.accept('monitoring:ip-blocked', [event(9)])).toHaveLength(1);
  });

  it('asks for every stream from the moment it joined, although nothing had come yet', () => {
    const tracker = new StreamTracker();
    tracker.startAt('2026-11-20T09:30:00.700Z');
    const since = tracker.since();
    expect(Object.keys(since).sort()).toEqual([...replayedStreams].sort());
    expect(joinMonitoringSchema.safeParse({ since }).success).toBe(true);
    expect(Number.parseInt(since[ATTEMPTS]?.slice(0, 8) ?? '', 16) * 1000).toBe(Date.parse('2026-11-20T09:30:00Z'));
  });

  it('does not set a stream back that has brought something already', () => {
    const tracker = new StreamTracker();
    const newest = { id: 'f'.repeat(24) };
    tracker.accept(ATTEMPTS, [newest]);
    tracker.startAt('2026-11-20T09:30:00Z');
    expect(tracker.since()[ATTEMPTS]).toBe(newest.id);
  });

  it('remembers a bounded number of ids and still knows the latest', () => {
    const tracker = new StreamTracker();
    for (let value = 1; value <= 20_000; value += 1) tracker.accept(ATTEMPTS, [event(value)]);
    expect(tracker.accept(ATTEMPTS, [event(20_000), event(15_500)])).toEqual([]);
    expect(tracker.accept(ATTEMPTS, [event(1)])).toHaveLength(1);
    expect(tracker.since()[ATTEMPTS]).toBe(id(20_000));
  });
});

describe('events per second', () => {
  it('is the mean of the last five seconds', () => {
    const meter = new RateMeter();
    for (let at = 0; at < 5_000; at += 100) meter.add(4, 1_000_000 + at);
    expect(meter.perSecond(1_004_950)).toBe(40);
  });

  it('falls to zero when nothing comes any more', () => {
    const meter = new RateMeter();
    meter.add(100, 1_000_000);
    expect(meter.perSecond(1_000_100)).toBe(20);
    expect(meter.perSecond(1_005_100)).toBe(0);
  });
});

describe('the delay of an event', () => {
  it('does not depend on how wrong the clock of this computer is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3_600_000, max: 3_600_000 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 5_000 }),
        (wrongBy, travel, age) => {
          const clock = new FrameClock();
          const serverNow = Date.parse('2026-11-20T09:30:00Z');
          const local = serverNow + wrongBy;
          clock.sample(new Date(serverNow).toISOString(), local + travel, local - travel);
          const happened = new Date(serverNow - age).toISOString();
          expect(clock.age(happened, local)).toBe(age);
        },
      ),
    );
  });

  it('takes the stamp that travelled fastest for the nearest to the truth', () => {
    const clock = new FrameClock();
    const server = Date.parse('2026-11-20T09:30:00Z');
    clock.sample(new Date(server).toISOString(), server + 900);
    clock.sample(new Date(server + 1_000).toISOString(), server + 1_040);
    clock.sample(new Date(server + 2_000).toISOString(), server + 2_500);
    expect(clock.now(server + 3_040)).toBe(server + 3_000);
  });

  it('is never negative and survives a stamp that is no time', () => {
    const clock = new FrameClock();
    clock.sample('soon', 1_000);
    expect(clock.age(new Date(5_000).toISOString(), 1_000)).toBe(0);
  });
});
