import { TestBed } from '@angular/core/testing';
import { setUpApp } from '../testing/app-testing';
import { ApiFailure } from './api';
import { FailureText } from './failure-text';
import { I18nService } from './i18n';
import { ToastService } from './toasts';

describe('toasts', () => {
  let toasts: ToastService;

  beforeEach(async () => {
    await setUpApp();
    vi.useFakeTimers();
    toasts = TestBed.inject(ToastService);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const messages = (): readonly string[] => toasts.toasts().map((toast) => toast.message);

  it('leave by themselves, those about trouble later', () => {
    toasts.show({ kind: 'ok', message: 'done' });
    toasts.show({ kind: 'danger', message: 'broken' });
    vi.advanceTimersByTime(5_000);
    expect(messages()).toEqual(['broken']);
    vi.advanceTimersByTime(7_000);
    expect(messages()).toEqual([]);
  });

  it('stay while they are read', () => {
    toasts.show({ kind: 'ok', message: 'done' });
    const id = toasts.toasts()[0]?.id ?? 0;
    toasts.hold(id);
    vi.advanceTimersByTime(60_000);
    expect(messages()).toEqual(['done']);
    toasts.resume(id);
    vi.advanceTimersByTime(5_000);
    expect(messages()).toEqual([]);
  });

  it('are never more than four, and never the same twice', () => {
    for (const message of ['a', 'b', 'c', 'd', 'e', 'd']) toasts.show({ kind: 'info', message });
    expect(messages()).toEqual(['b', 'c', 'e', 'd']);
  });

  it('say what failed in the reader’s language', async () => {
    const failure = new ApiFailure({ code: 'FORBIDDEN', message: 'Forbidden', status: 403, requestId: 'req-1' });
    toasts.showFailure(failure);
    expect(messages()[0]).toMatch(/^Your account may not do this/);
    await TestBed.inject(I18nService).set('ar');
    expect(TestBed.inject(FailureText).of(failure)).toMatch(/ليس لحسابك/);
  });

  it('carry the request id where it is the server’s fault, and only there', () => {
    const text = TestBed.inject(FailureText);
    expect(text.of(new ApiFailure({ code: 'INTERNAL', message: 'x', status: 500, requestId: 'req-5' }))).toMatch(
      /req-5/,
    );
    expect(text.of(new ApiFailure({ code: 'CONFLICT', message: 'x', status: 409, requestId: 'req-5' }))).not.toMatch(
      /req-5/,
    );
  });

  it('say the server’s own sentence where there is no translation', () => {
    const failure = new ApiFailure({ code: 'SELF_BLOCK', message: 'The range holds your own address.', status: 409 });
    expect(TestBed.inject(FailureText).of(failure)).toBe('The range holds your own address.');
  });

  it('tell a server that does not answer apart', () => {
    toasts.showFailure(new ApiFailure({ code: 'SERVICE_UNAVAILABLE', message: 'x', status: 0 }));
    expect(toasts.toasts()[0]).toMatchObject({
      kind: 'warn',
      message: expect.stringMatching(/did not answer/) as string,
    });
  });
});
