import { render, settle, setUpApp } from '../../testing/app-testing';
import { allByRole, byRole, textOf } from '../../testing/by-role';
import { FakeSocket } from '../../testing/fakes';
import { WebsocketService } from '../../services/websocket';
import { LiveState } from './live-state';

describe('the live state', () => {
  let socket: FakeSocket;
  let page: HTMLElement;

  beforeEach(async () => {
    socket = new FakeSocket();
    await setUpApp({ providers: [{ provide: WebsocketService, useValue: socket }] });
    ({ page } = await render(LiveState));
  });

  it('is not there while nothing is listened to', () => {
    expect(allByRole(page, 'button')).toHaveLength(0);
  });

  it('says how fast events come and how far behind they are', async () => {
    socket.state.set('live');
    socket.eventsPerSecond.set(42);
    socket.delayMs.set(120);
    await settle();
    expect(textOf(page).replace(/\s+/g, ' ').trim()).toMatch(/^Live 42 events\/s · 0\.1 s behind/);
  });

  it('leaves the delay out before the first event', async () => {
    socket.state.set('live');
    await settle();
    expect(textOf(page)).not.toMatch(/behind/);
  });

  it('pauses when it is pressed, and says in its name what a press does', async () => {
    socket.state.set('live');
    await settle();
    byRole(page, 'button', /^Live.*Press to pause$/).click();
    expect(socket.togglePaused).toHaveBeenCalledTimes(1);
    socket.state.set('paused');
    socket.paused.set(true);
    await settle();
    expect(byRole(page, 'button', /^Paused.*Press to go on$/).getAttribute('aria-pressed')).toBe('true');
  });

  it.each([
    ['connecting', 'Connecting'],
    ['reconnecting', 'Reconnecting'],
    ['refused', 'No live view'],
  ] as const)('cannot be paused while it is %s', async (state, label) => {
    socket.state.set(state);
    await settle();
    expect((byRole(page, 'button', label) as HTMLButtonElement).disabled).toBe(true);
  });
});
