import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import { settle } from '../testing/app-testing';
import { AuthService } from './auth';
import { ServerClock } from './server-clock';
import { SessionTimer } from './session-timer';

const MINUTE = 60_000;

function inFuture(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

class FakeAuth {
  readonly sessionExpiresAt = signal<string | null>(null);
  readonly sessionEndsAt = signal<string | null>(null);
  readonly accessTokenExpiresAt = signal<string | null>(null);
  readonly mayProlong = vi.fn(() => true);
  readonly ended = vi.fn();
  readonly refresh = vi.fn(() => Promise.resolve<string | null>('new-token'));
}

describe('the time of the session', () => {
  let auth: FakeAuth;
  let timer: SessionTimer;

  beforeEach(() => {
    vi.useFakeTimers();
    auth = new FakeAuth();
    TestBed.configureTestingModule({ providers: [{ provide: AuthService, useValue: auth }] });
    timer = TestBed.inject(SessionTimer);
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  async function pass(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    await settle();
  }

  it('is unknown while nobody is signed in, and then runs down by the second', async () => {
    expect(timer.remainingSeconds()).toBeNull();
    auth.sessionExpiresAt.set(inFuture(10 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(15 * MINUTE));
    expect(timer.remainingSeconds()).toBe(600);
    await pass(5_000);
    expect(timer.remainingSeconds()).toBe(595);
  });

  it('has the access token renewed a minute before its end, once', async () => {
    auth.sessionExpiresAt.set(inFuture(7 * 24 * 60 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(15 * MINUTE));
    await pass(13.9 * MINUTE);
    expect(auth.refresh).not.toHaveBeenCalled();
    await pass(10_000);
    expect(auth.refresh).toHaveBeenCalledTimes(1);
    auth.accessTokenExpiresAt.set(inFuture(15 * MINUTE));
    await pass(5 * MINUTE);
    expect(auth.refresh).toHaveBeenCalledTimes(1);
  });

  it('tries again, not faster than every fifteen seconds, where the renewal got no answer', async () => {
    auth.refresh.mockResolvedValue(null);
    auth.sessionExpiresAt.set(inFuture(24 * 60 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(30_000));
    await pass(60_000);
    expect(auth.refresh.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(auth.refresh.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('is left to run out while nobody uses the page, and prolonged as soon as somebody does', async () => {
    auth.mayProlong.mockReturnValue(false);
    auth.sessionExpiresAt.set(inFuture(60 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(15 * MINUTE));
    await pass(20 * MINUTE);
    expect(auth.refresh).not.toHaveBeenCalled();
    auth.mayProlong.mockReturnValue(true);
    await pass(2_000);
    expect(auth.refresh).toHaveBeenCalledTimes(1);
  });

  it('is prolonged before the warning where it is shorter than the access token', async () => {
    auth.sessionExpiresAt.set(inFuture(5 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(15 * MINUTE));
    await pass(1.9 * MINUTE);
    expect(auth.refresh).not.toHaveBeenCalled();
    await pass(0.2 * MINUTE);
    expect(auth.refresh).toHaveBeenCalledTimes(1);
  });

  it('comes to a last end that no refresh moves', async () => {
    auth.sessionExpiresAt.set(inFuture(4 * MINUTE));
    auth.sessionEndsAt.set(inFuture(90 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(15 * MINUTE));
    expect(timer.last()).toBe(false);
    auth.sessionEndsAt.set(inFuture(4 * MINUTE));
    expect(timer.last()).toBe(true);
    await pass(1.5 * MINUTE);
    expect(auth.refresh).not.toHaveBeenCalled();
    await pass(0.6 * MINUTE);
    expect(timer.warning()).toBe(true);
  });

  it('warns in the last two minutes and prolongs nothing by itself there', async () => {
    auth.sessionExpiresAt.set(inFuture(121_000));
    auth.accessTokenExpiresAt.set(inFuture(10_000));
    await settle();
    auth.refresh.mockClear();
    expect(timer.warning()).toBe(false);
    await pass(1_000);
    expect(timer.warning()).toBe(true);
    await pass(60_000);
    expect(auth.refresh).not.toHaveBeenCalled();
  });

  it('prolongs the session when asked, and says where that failed', async () => {
    expect(await timer.stay()).toBe(true);
    auth.refresh.mockResolvedValue(null);
    expect(await timer.stay()).toBe(false);
  });

  it('ends the session here at its end', async () => {
    auth.sessionExpiresAt.set(inFuture(3_000));
    auth.accessTokenExpiresAt.set(inFuture(3_000));
    await pass(4_000);
    expect(auth.ended).toHaveBeenCalledWith('expired');
    expect(timer.warning()).toBe(false);
  });

  it('goes by the server’s clock where the device’s is wrong', async () => {
    TestBed.inject(ServerClock).observe(new Date(Date.now() + 60 * MINUTE).toUTCString());
    auth.sessionExpiresAt.set(inFuture(70 * MINUTE));
    auth.accessTokenExpiresAt.set(inFuture(75 * MINUTE));
    await settle();
    expect(timer.remainingSeconds()).toBeGreaterThan(9 * 60);
    expect(timer.remainingSeconds()).toBeLessThanOrEqual(10 * 60 + 1);
  });
});
