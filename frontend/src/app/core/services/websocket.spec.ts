import { TestBed } from '@angular/core/testing';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { settle, userWith } from '../testing/app-testing';
import { FakeAuth } from '../testing/fakes';
import { AuthService } from './auth';
import { WebsocketService } from './websocket';
import { SOCKET_OPENER } from './websocket-socket';
import { FakeServer } from './websocket.test-support';
import { attemptOf, idOf } from '../../shared/desk/attempts.test-support';

const ATTEMPTS = 'monitoring:login-attempt';
const NOW = Date.parse('2026-11-20T09:30:00Z');

const attempts = (...values: number[]): readonly LoginAttempt[] =>
  values.map((value) => attemptOf({ id: idOf(value), timestamp: new Date().toISOString() }));

describe('the live connection', () => {
  let auth: FakeAuth;
  let server: FakeServer;
  let socket: WebsocketService;
  let received: string[];

  beforeEach(async () => {
    vi.useFakeTimers({ now: NOW });
    auth = new FakeAuth();
    auth.user.set(userWith('admin'));
    auth.accessToken.set('first-token');
    server = new FakeServer();
    TestBed.configureTestingModule({
      providers: [
        { provide: AuthService, useValue: auth },
        { provide: SOCKET_OPENER, useValue: server.open },
      ],
    });
    socket = TestBed.inject(WebsocketService);
    received = [];
    socket.on(ATTEMPTS, (events) => received.push(...events.map(({ id }) => id)));
    await settle();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  async function join(): Promise<void> {
    socket.joinMonitoring();
    await settle();
  }

  async function pass(milliseconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await settle();
  }

  it('is opened by the first who joins, with the access token, and closed by the last who leaves', async () => {
    expect(socket.state()).toBe('idle');
    await join();
    await join();
    expect(server.tokens).toEqual(['first-token']);
    expect(socket.state()).toBe('live');
    socket.leaveMonitoring();
    await settle();
    expect(server.connected).toBe(true);
    socket.leaveMonitoring();
    await settle();
    expect(server.connected).toBe(false);
    expect(socket.state()).toBe('idle');
  });

  it('is not opened for somebody who may not read the monitoring', async () => {
    auth.user.set(userWith('user'));
    await join();
    expect(server.tokens).toEqual([]);
    expect(socket.state()).toBe('idle');
  });

  it('is closed with the session', async () => {
    await join();
    auth.user.set(null);
    await settle();
    expect(server.connected).toBe(false);
    expect(socket.state()).toBe('idle');
  });

  it('hands on every event once, and leaves out what does not fit the contract', async () => {
    await join();
    server.send(ATTEMPTS, [...attempts(1, 2), { id: 'nonsense' }]);
    server.send(ATTEMPTS, attempts(2, 3));
    server.sendRaw(ATTEMPTS, 'no frame at all');
    expect(received).toEqual([1, 2, 3].map(idOf));
  });

  it('asks for everything after the last event of each stream when it comes back, and says what was caught up', async () => {
    await join();
    server.send(ATTEMPTS, [attemptOf({ id: 'f'.repeat(24) })]);
    server.lose();
    expect(socket.state()).toBe('reconnecting');
    server.joinAnswer = () => ({
      ok: true,
      data: { replayed: 12, truncated: false, serverTime: new Date().toISOString() },
    });
    server.comeBack();
    await settle();
    expect(server.joins[0]).toEqual({});
    const since = server.joins[1]?.since;
    expect(since).toMatchObject({ [ATTEMPTS]: 'f'.repeat(24) });
    // The other streams have brought nothing yet: they go on from the moment of the first join.
    expect(since).toMatchObject({ 'monitoring:ip-blocked': expect.stringMatching(/^[0-9a-f]{8}0{16}$/) as string });
    expect(socket.state()).toBe('live');
    expect(socket.gaps()).toBe(1);
    expect(socket.caughtUp()).toBe(12);
    await pass(20_000);
    expect(socket.caughtUp()).toBeNull();
  });

  it('says that lists must be loaded again after the first join, and when more was missed than is replayed', async () => {
    await join();
    const before = socket.gaps();
    expect(before).toBe(1);
    server.lose();
    server.joinAnswer = () => ({
      ok: true,
      data: { replayed: 5_000, truncated: true, serverTime: new Date().toISOString() },
    });
    server.comeBack();
    await settle();
    expect(socket.gaps()).toBe(before + 1);
    server.sendRaw('monitoring:summary', { missed: 9_000, truncated: true, sentAt: new Date().toISOString() });
    expect(socket.gaps()).toBe(before + 2);
    expect(socket.behind()).toBe(9_000);
  });

  it('renews its token when the handshake is refused for it', async () => {
    server.refuseWith = 'UNAUTHENTICATED';
    auth.refresh.mockImplementation(() => {
      server.refuseWith = null;
      auth.accessToken.set('second-token');
      return Promise.resolve('second-token');
    });
    await join();
    await settle();
    expect(server.tokens).toEqual(['first-token', 'second-token']);
    expect(socket.state()).toBe('live');
  });

  it('does not ask for a token again and again when the new one is refused too', async () => {
    server.refuseWith = 'UNAUTHENTICATED';
    await join();
    await settle();
    const tries = server.tokens.length;
    expect(tries).toBe(2);
    await pass(400);
    expect(server.tokens).toHaveLength(tries);
    await pass(60_000);
    expect(server.tokens.length).toBeGreaterThan(tries);
    expect(server.tokens.length).toBeLessThan(tries + 12);
  });

  it('waits longer after each refusal while the server is not ready', async () => {
    server.refuseWith = 'SERVICE_UNAVAILABLE';
    await join();
    const times: number[] = [];
    let seen = server.tokens.length;
    for (let elapsed = 0; elapsed < 60_000; elapsed += 100) {
      await pass(100);
      if (server.tokens.length > seen) times.push(elapsed);
      seen = server.tokens.length;
    }
    expect(times.length).toBeGreaterThan(3);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
    expect(socket.state()).toBe('reconnecting');
    expect(auth.refresh).not.toHaveBeenCalled();
  });

  it('comes back by itself when the server closes the connection', async () => {
    await join();
    server.lose(true);
    expect(socket.state()).toBe('reconnecting');
    await pass(1_000);
    expect(socket.state()).toBe('live');
  });

  it('tries another connection when the join is not answered', async () => {
    let answers = 0;
    server.joinAnswer = () => {
      answers += 1;
      if (answers === 1) throw new Error('operation has timed out');
      return { ok: true, data: { replayed: 0, truncated: false, serverTime: new Date().toISOString() } };
    };
    await join();
    expect(socket.state()).not.toBe('live');
    await pass(1_000);
    expect(socket.state()).toBe('live');
  });

  it('stops for good when the server does not let this person watch', async () => {
    server.joinAnswer = () => ({ ok: false, error: { code: 'FORBIDDEN', message: 'no' } });
    await join();
    expect(socket.state()).toBe('refused');
    await pass(120_000);
    expect(server.joins).toHaveLength(1);
  });

  it('says so when the permission is taken away while watching', async () => {
    await join();
    server.sendRaw('monitoring:left', { reason: 'permission_lost' });
    expect(socket.state()).toBe('refused');
    expect(socket.permissionLost()).toBe(true);
  });

  it('ends the session here when the server ends it, with the reason', async () => {
    await join();
    server.sendRaw('session:revoked', { reason: 'locked' });
    expect(auth.ended).toHaveBeenCalledExactlyOnceWith('locked');
    expect(server.connected).toBe(false);
  });

  it('measures events per second and the delay of the last one by the server’s clock', async () => {
    const serverAhead = 3_600_000;
    server.joinAnswer = () => ({
      ok: true,
      data: { replayed: 0, truncated: false, serverTime: new Date(Date.now() + serverAhead).toISOString() },
    });
    await join();
    await pass(1_000);
    const timestamp = new Date(Date.now() + serverAhead - 250).toISOString();
    const sentAt = new Date(Date.now() + serverAhead - 40).toISOString();
    const events = [1, 2, 3, 4, 5].map((value) => attemptOf({ id: idOf(value), timestamp }));
    server.sendRaw(ATTEMPTS, { events, replayed: false, sentAt });
    await pass(1_000);
    expect(socket.delayMs()).toBe(250);
    expect(socket.eventsPerSecond()).toBe(1);
    await pass(6_000);
    expect(socket.eventsPerSecond()).toBe(0);
  });

  it('counts replayed events neither as live nor as late', async () => {
    await join();
    server.send(ATTEMPTS, attempts(1, 2, 3), true);
    await pass(1_000);
    expect(socket.eventsPerSecond()).toBe(0);
    expect(socket.delayMs()).toBeNull();
    expect(received).toHaveLength(3);
  });

  it('keeps the connection while paused', async () => {
    await join();
    socket.togglePaused();
    expect(socket.state()).toBe('paused');
    server.send(ATTEMPTS, attempts(1));
    expect(received).toHaveLength(1);
    socket.togglePaused();
    expect(socket.state()).toBe('live');
  });

  it('forgets what it had when somebody else signs in', async () => {
    await join();
    server.send(ATTEMPTS, [attemptOf({ id: 'f'.repeat(24) })]);
    auth.user.set(userWith('super_admin', { id: 'b'.repeat(24) }));
    await settle();
    expect(server.joins.at(-1)).toEqual({});
  });
});
