import { describe, expect, it } from 'vitest';
import { MAX_FRAME_EVENTS, PendingEvents, type StreamEvent } from './pending-events.js';

const event = (n: number): StreamEvent => ({ id: n.toString(16).padStart(24, '0') }) as StreamEvent;

describe('events that wait for a frame', () => {
  it('come out by stream, the one whose first event waited longest first', () => {
    const pending = new PendingEvents();
    pending.add('monitoring:login-attempt', [event(1)], 10);
    pending.add('monitoring:ip-blocked', [event(2)], 20);
    pending.add('monitoring:login-attempt', [event(3)], 30);
    expect(pending.take(40)).toEqual({ stream: 'monitoring:login-attempt', events: [event(1), event(3)] });
    expect(pending.take(40)).toEqual({ stream: 'monitoring:ip-blocked', events: [event(2)] });
    expect(pending.take(40)).toBeNull();
  });

  it('let no stream starve another, and put at most 500 events in a frame', () => {
    const pending = new PendingEvents();
    pending.add(
      'monitoring:login-attempt',
      Array.from({ length: 1_200 }, (_, n) => event(n)),
      0,
    );
    pending.add('monitoring:account-locked', [event(5_000)], 1);
    const frames = [100, 200, 300, 400].map((now) => pending.take(now));
    expect(frames.map((frame) => [frame?.stream, frame?.events.length])).toEqual([
      ['monitoring:login-attempt', MAX_FRAME_EVENTS],
      ['monitoring:account-locked', 1],
      ['monitoring:login-attempt', MAX_FRAME_EVENTS],
      ['monitoring:login-attempt', 200],
    ]);
    expect(pending.size).toBe(0);
  });

  it('tell the smallest id that waits', () => {
    const pending = new PendingEvents();
    pending.add('monitoring:login-attempt', [event(7), event(3), event(9)], 0);
    expect(pending.lowestId('monitoring:login-attempt')).toBe(event(3).id);
    expect(pending.lowestId('monitoring:ip-blocked')).toBeNull();
  });
});
