import { signal } from '@angular/core';
import check from '@material-symbols/svg-400/outlined/check.svg';
import checkCircle from '@material-symbols/svg-400/outlined/check_circle.svg';
import close from '@material-symbols/svg-400/outlined/close.svg';
import contrast from '@material-symbols/svg-400/outlined/contrast.svg';
import darkMode from '@material-symbols/svg-400/outlined/dark_mode.svg';
import error from '@material-symbols/svg-400/outlined/error.svg';
import info from '@material-symbols/svg-400/outlined/info.svg';
import lightMode from '@material-symbols/svg-400/outlined/light_mode.svg';
import passkey from '@material-symbols/svg-400/outlined/passkey.svg';
import person from '@material-symbols/svg-400/outlined/person.svg';
import refresh from '@material-symbols/svg-400/outlined/refresh.svg';
import search from '@material-symbols/svg-400/outlined/search.svg';
import visibility from '@material-symbols/svg-400/outlined/visibility.svg';
import visibilityOff from '@material-symbols/svg-400/outlined/visibility_off.svg';
import warning from '@material-symbols/svg-400/outlined/warning.svg';
import wifiOff from '@material-symbols/svg-400/outlined/wifi_off.svg';
import type { moreIcons } from './more-icons';

// what every page shows, and what must be there without a network
const firstIcons = {
  check,
  'check-circle': checkCircle,
  close,
  contrast,
  'dark-mode': darkMode,
  error,
  info,
  'light-mode': lightMode,
  passkey,
  person,
  refresh,
  search,
  visibility,
  'visibility-off': visibilityOff,
  warning,
  'wifi-off': wifiOff,
} as const;

export type IconName = keyof typeof firstIcons | keyof typeof moreIcons;

type Icons = Readonly<Record<string, string>>;

/** Drawn pointing to the right (or opening to the left): turned round where the page runs from right to left. */
const directional: ReadonlySet<IconName> = new Set([
  'arrow-back',
  'chevron-right',
  'left-panel-close',
  'left-panel-open',
  'logout',
]);

const more = signal<Icons>({});
let fetching: Promise<void> | null = null;

export function isDirectional(name: IconName): boolean {
  return directional.has(name);
}

/**
 * The outline of an icon, as the `d` of one path on Material Symbols' grid (0 -960 960 960); empty until it is there. It
 * reads a signal: who draws it draws again when it has come.
 */
export function iconPath(name: IconName): string {
  const known: Icons = firstIcons;
  const source = known[name] ?? more()[name];
  if (source === undefined) void fetchMore();
  return /\sd="([^"]+)"/.exec(source ?? '')?.[1] ?? '';
}

/** Brings a page's icons along with the page, where all the others would be too much to fetch for its few. */
export function addIcons(icons: { readonly [name in keyof typeof moreIcons]?: string }): void {
  more.update((known) => ({ ...known, ...icons }));
}

function fetchMore(): Promise<void> {
  fetching ??= import('./more-icons').then(
    ({ moreIcons }) => {
      addIcons(moreIcons);
    },
    () => {
      // without a network there is no icon; the next one that is drawn tries again
      fetching = null;
    },
  );
  return fetching;
}
