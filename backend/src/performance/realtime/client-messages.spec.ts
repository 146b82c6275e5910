import { joinMonitoringSchema } from '@classy-book/contracts/realtime';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../common/response/app-error.js';
import { failureOf, parsePayload, readMessage } from './client-messages.js';

describe('a message of a client', () => {
  it('is read with and without a request for an answer', () => {
    const acknowledge = vi.fn();
    const message = readMessage([{ a: 1 }, acknowledge]);
    message.acknowledge({ ok: true, data: null });
    expect(message.payload).toEqual({ a: 1 });
    expect(acknowledge).toHaveBeenCalledWith({ ok: true, data: null });
    expect(() => {
      readMessage([{ a: 1 }]).acknowledge({ ok: true, data: null });
    }).not.toThrow();
  });

  it.each([
    [[]],
    [['x', 'y']],
    [[null]],
    [[undefined]],
    [[[]]],
    [['{}']],
    [[{ since: 5 }]],
    [[{ since: { $ne: null } }]],
    [[{ since: 'a'.repeat(24), more: 1 }]],
  ])('with the arguments %j is refused', (parameters) => {
    const { payload } = readMessage(parameters);
    expect(() => parsePayload(joinMonitoringSchema, payload)).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED' }),
    );
  });

  it('is refused without repeating what was sent', () => {
    try {
      parsePayload(joinMonitoringSchema, { since: '<script>alert(1)</script>' });
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).not.toContain('script');
    }
  });

  it('that failed says nothing of the inside', () => {
    expect(failureOf(new Error('password of the database is x'))).toEqual({
      ok: false,
      error: { code: 'INTERNAL', message: 'Something went wrong on our side.' },
    });
    expect(failureOf(new AppError('FORBIDDEN', 'No.'))).toEqual({
      ok: false,
      error: { code: 'FORBIDDEN', message: 'No.' },
    });
  });
});
