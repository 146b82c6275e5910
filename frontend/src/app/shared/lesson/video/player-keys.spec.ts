import { playerCommand, type PlayerFocus } from './player-keys';

const key = (pressed: string, more: Partial<KeyboardEvent> = {}) => ({
  key: pressed,
  code: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});
const kindOf = (pressed: string, focus: PlayerFocus = 'player', more: Partial<KeyboardEvent> = {}) =>
  playerCommand(key(pressed, more), focus)?.kind ?? null;

describe('the keys of the video player', () => {
  it('play, show captions, fill the screen and mute', () => {
    expect([' ', 'k', 'K', 'c', 'f', 'm'].map((pressed) => kindOf(pressed))).toEqual([
      ...['toggle', 'toggle', 'toggle'],
      ...['captions', 'fullscreen', 'mute'],
    ]);
  });

  it('go five seconds back and forth, and change the volume', () => {
    expect(playerCommand(key('ArrowLeft'), 'player')).toEqual({ kind: 'seek', seconds: -5 });
    expect(playerCommand(key('ArrowRight'), 'seek')).toEqual({ kind: 'seek', seconds: 5 });
    expect(playerCommand(key('ArrowUp'), 'player')).toEqual({ kind: 'volume', share: 0.1 });
    expect(playerCommand(key('ArrowDown'), 'button')).toEqual({ kind: 'volume', share: -0.1 });
  });

  it('are found by their place on an Arabic layout', () => {
    expect(kindOf('ن', 'player', { code: 'KeyK' })).toBe('toggle');
  });

  it('leave a button its Space, the volume its arrows and a menu all of them', () => {
    expect(kindOf(' ', 'button')).toBeNull();
    expect(kindOf(' ', 'seek')).toBe('toggle');
    expect(kindOf('ArrowUp', 'volume')).toBeNull();
    expect(kindOf('k', 'volume')).toBe('toggle');
    expect([kindOf('ArrowDown', 'menu'), kindOf('k', 'menu')]).toEqual([null, null]);
  });

  it('leave the browser what is pressed with Ctrl, Alt or Meta, and keys that mean nothing', () => {
    expect(kindOf('f', 'player', { ctrlKey: true })).toBeNull();
    expect(kindOf('ArrowLeft', 'player', { altKey: true })).toBeNull();
    expect(kindOf('m', 'player', { metaKey: true })).toBeNull();
    expect([kindOf('x'), kindOf('Tab'), kindOf('Escape')]).toEqual([null, null, null]);
  });
});
