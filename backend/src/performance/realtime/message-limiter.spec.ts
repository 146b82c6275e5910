import { describe, expect, it } from 'vitest';
import { MessageLimiter } from './message-limiter.js';

describe('messages of a client', () => {
  it('are accepted ten at once and two a second', () => {
    const limiter = new MessageLimiter(0);
    const burst = Array.from({ length: 11 }, () => limiter.judge(0));
    expect(burst.filter((verdict) => verdict === 'accept')).toHaveLength(10);
    expect(limiter.judge(500)).toBe('accept');
    expect(limiter.judge(600)).toBe('refuse');
  });

  it('end in a disconnection where a client does not stop', () => {
    const limiter = new MessageLimiter(0);
    const verdicts = Array.from({ length: 110 }, () => limiter.judge(0));
    expect(verdicts.at(-1)).toBe('disconnect');
    expect(verdicts.indexOf('disconnect')).toBe(109);
  });
});
