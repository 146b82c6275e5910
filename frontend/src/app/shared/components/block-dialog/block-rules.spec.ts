import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { blockRules, meantRange } from './block-rules';
import { durationKey, minutesLeft } from './durations';

describe('what may be typed into the block dialog', () => {
  const problems = (address: string, reason = 'Scanner') =>
    TestBed.runInInjectionContext(() => {
      const fields = form(signal({ address, reason }), blockRules);
      return [...fields.address().errors(), ...fields.reason().errors()].map(({ kind }) => kind);
    });

  it.each(['203.0.113.77', ' 203.0.113.77 ', '203.0.113.0/24', '2001:db8::/32', '::ffff:203.0.113.77'])(
    'takes %j',
    (address) => {
      expect(problems(address)).toEqual([]);
    },
  );

  it.each([
    ['', 'required'],
    ['localhost', 'address'],
    ['203.0.113.300', 'address'],
    ['203.0.113.0/33', 'address'],
    ['203.0.113.5/24', 'boundary'],
    ['2001:db8::1/64', 'boundary'],
  ])('refuses %j: %s', (address, problem) => {
    expect(problems(address)).toEqual([problem]);
  });

  it('wants a reason of at most 200 characters on one line', () => {
    expect(problems('203.0.113.77', '')).toEqual(['required']);
    expect(problems('203.0.113.77', 'x'.repeat(201))).toContain('maxLength');
    expect(problems('203.0.113.77', 'one\ntwo')).toEqual(['reason']);
  });

  it('knows which range was meant', () => {
    expect(meantRange('203.0.113.5/24')).toBe('203.0.113.0/24');
    expect(meantRange('nothing')).toBe('nothing');
  });
});

describe('lengths of time', () => {
  const now = Date.parse('2026-11-20T09:30:00Z');

  it('are counted up to whole minutes, so that a block set again does not end early', () => {
    expect(minutesLeft('2026-11-20T09:44:01Z', now)).toBe(15);
    expect(minutesLeft('2026-11-20T09:29:00Z', now)).toBe(1);
    expect(minutesLeft(null, now)).toBeNull();
  });

  it('have a text each', () => {
    expect([30, null].map(durationKey)).toEqual(['m30', 'permanent']);
  });
});
