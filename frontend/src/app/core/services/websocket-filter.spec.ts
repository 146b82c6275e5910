import { TestBed } from '@angular/core/testing';
import { settle, userWith } from '../testing/app-testing';
import { FakeAuth } from '../testing/fakes';
import { AuthService } from './auth';
import { WebsocketService } from './websocket';
import { SOCKET_OPENER } from './websocket-socket';
import { FakeServer } from './websocket.test-support';
import { attemptOf } from '../../shared/desk/attempts.test-support';
import { metricsOf } from '../../shared/desk/desk.test-support';

const ATTEMPTS = 'monitoring:login-attempt';
const ids = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(24));

const refusal = (code: string) => () => ({ ok: false, error: { code } });

describe('a filter on the live connection', () => {
  let server: FakeServer;
  let socket: WebsocketService;

  beforeEach(async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-20T09:30:00Z') });
    const auth = new FakeAuth();
    auth.user.set(userWith('admin'));
    server = new FakeServer();
    TestBed.configureTestingModule({
      providers: [
        { provide: AuthService, useValue: auth },
        { provide: SOCKET_OPENER, useValue: server.open },
      ],
    });
    socket = TestBed.inject(WebsocketService);
    await settle();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  async function join(): Promise<void> {
    socket.joinMonitoring();
    await settle();
  }

  function send(index: number): void {
    server.send(ATTEMPTS, [attemptOf({ id: ids[index] ?? '' })]);
  }

  it('that is wanted before the connection stands comes with the first message', async () => {
    socket.filterAttempts({ outcome: 'failed', email: '' });
    await join();
    expect(server.joins).toEqual([{ filter: { outcome: 'failed' } }]);
    expect(server.filters).toEqual([]);
  });

  it('is asked for from where the stream stood when it was wanted, and once', async () => {
    await join();
    send(0);
    socket.filterAttempts({ email: 'a@example.org' });
    send(1);
    await settle();
    expect(server.filters).toEqual([{ filter: { email: 'a@example.org' }, since: ids[0] }]);
    socket.filterAttempts({ email: 'a@example.org', address: '' });
    await settle();
    expect(server.filters).toHaveLength(1);
    socket.filterAttempts({});
    await settle();
    expect(server.filters.at(-1)).toEqual({ filter: {}, since: ids[1] });
  });

  it('that changes while the connection is away is joined with, from where the stream stood at the change', async () => {
    await join();
    send(0);
    server.lose();
    socket.filterAttempts({ country: 'DE' });
    server.comeBack();
    await settle();
    expect(server.joins.at(-1)).toMatchObject({ filter: { country: 'DE' }, since: { [ATTEMPTS]: ids[0] } });
    expect(server.filters).toEqual([]);
  });

  it('that changes quickly ends with the last one, although the server asks for patience in between', async () => {
    await join();
    send(0);
    server.filterAnswer = refusal('RATE_LIMITED');
    for (const email of ['x', 'y', 'z']) socket.filterAttempts({ email });
    await settle();
    send(1);
    server.filterAnswer = server.joinAnswer;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.filters.at(-1)).toEqual({ filter: { email: 'z' }, since: ids[0] });
    expect(socket.state()).toBe('live');
  });

  it('that the server has no room for is done without: everything is sent', async () => {
    await join();
    server.filterAnswer = () => {
      server.filterAnswer = server.joinAnswer;
      return refusal('LIMIT_REACHED')();
    };
    socket.filterAttempts({ email: 'a@example.org' });
    await settle();
    expect(server.filters.map(({ filter }) => filter)).toEqual([{ email: 'a@example.org' }, {}]);
    expect(socket.state()).toBe('live');
    server.lose();
    server.comeBack();
    await settle();
    expect(server.joins.at(-1)?.filter).toBeUndefined();
  });

  it('that keeps nothing does not keep the client back: it comes back from where the server said it stands', async () => {
    await join();
    send(0);
    server.sendRaw('monitoring:position', { upTo: { [ATTEMPTS]: ids[2] } });
    server.lose();
    server.comeBack();
    await settle();
    expect(server.joins.at(-1)?.since).toMatchObject({ [ATTEMPTS]: ids[2] });
  });

  it('leaves the rate that of all attempts', async () => {
    socket.filterAttempts({ outcome: 'failed' });
    await join();
    server.sendRaw('monitoring:security-metrics', metricsOf({ eventsPerSecond: 480.2 }));
    expect(socket.eventsPerSecond()).toBe(480.2);
  });
});
