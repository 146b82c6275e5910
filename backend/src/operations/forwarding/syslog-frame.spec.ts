import { describe, expect, it } from 'vitest';
import { counted, syslogMessage } from './syslog-frame.js';

const HEADER = {
  at: new Date('2026-11-20T09:30:00.123Z'),
  hostname: 'desk 1\n',
  processId: 42,
  messageId: 'sign-in.attempted',
  warning: true,
};

describe('a message of syslog', () => {
  it('has the header of RFC 5424', () => {
    expect(syslogMessage(HEADER, '{}')).toBe(
      '<84>1 2026-11-20T09:30:00.123Z desk_1_ classy-book 42 sign-in.attempted - {}',
    );
    expect(syslogMessage({ ...HEADER, warning: false, hostname: '' }, '{}')).toMatch(/^<86>1 \S+ - classy-book /);
  });

  it('is counted in bytes where it goes over a stream', () => {
    expect(counted('é{}')).toBe('4 é{}');
  });
});
