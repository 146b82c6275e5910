/** What a key does to the player. Seconds and shares are steps; a share is of the whole volume. */
export type PlayerCommand =
  | { readonly kind: 'toggle' | 'captions' | 'fullscreen' | 'mute' }
  | { readonly kind: 'seek'; readonly seconds: number }
  | { readonly kind: 'volume'; readonly share: number };

/** What has the focus inside the player: itself, one of its buttons, a slider, or an open menu. */
export type PlayerFocus = 'player' | 'button' | 'seek' | 'volume' | 'menu';

interface Key {
  readonly key: string;
  /** The place of the key: on other than Latin layouts the letters are found by it. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const STEP_SECONDS = 5;
const STEP_VOLUME = 0.1;

const letters: Readonly<Record<string, PlayerCommand>> = {
  k: { kind: 'toggle' },
  c: { kind: 'captions' },
  f: { kind: 'fullscreen' },
  m: { kind: 'mute' },
};

const arrows: Readonly<Record<string, PlayerCommand>> = {
  // The line of time runs from left to right in every language.
  ArrowLeft: { kind: 'seek', seconds: -STEP_SECONDS },
  ArrowRight: { kind: 'seek', seconds: STEP_SECONDS },
  ArrowUp: { kind: 'volume', share: STEP_VOLUME },
  ArrowDown: { kind: 'volume', share: -STEP_VOLUME },
};

/**
 * What a key means while the focus is in the player; null where it is not the player's. Space presses the button that has
 * the focus, the volume's slider and menus keep their arrows.
 */
export function playerCommand(event: Key, focus: PlayerFocus): PlayerCommand | null {
  if (event.ctrlKey || event.altKey || event.metaKey || focus === 'menu') return null;
  if (event.key === ' ') return focus === 'button' ? null : { kind: 'toggle' };
  if (focus === 'volume' && event.key.startsWith('Arrow')) return null;
  return arrows[event.key] ?? letters[letterOf(event)] ?? null;
}

function letterOf({ key, code }: Key): string {
  if (key.length === 1 && key.charCodeAt(0) < 128) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
}

/** What of the player has the focus. */
export function focusOf(target: EventTarget | null): PlayerFocus {
  if (!(target instanceof Element)) return 'player';
  if (target.closest('[role="menu"]')) return 'menu';
  if (target.matches('[data-slider="volume"]')) return 'volume';
  if (target.matches('[data-slider="seek"]')) return 'seek';
  return target.closest('button') ? 'button' : 'player';
}
