import { signal } from '@angular/core';
import block from '@material-symbols/svg-400/outlined/block.svg';
import check from '@material-symbols/svg-400/outlined/check.svg';
import checkCircle from '@material-symbols/svg-400/outlined/check_circle.svg';
import close from '@material-symbols/svg-400/outlined/close.svg';
import contrast from '@material-symbols/svg-400/outlined/contrast.svg';
import darkMode from '@material-symbols/svg-400/outlined/dark_mode.svg';
import error from '@material-symbols/svg-400/outlined/error.svg';
import history from '@material-symbols/svg-400/outlined/history.svg';
import info from '@material-symbols/svg-400/outlined/info.svg';
import lightMode from '@material-symbols/svg-400/outlined/light_mode.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import menu from '@material-symbols/svg-400/outlined/menu.svg';
import passkey from '@material-symbols/svg-400/outlined/passkey.svg';
import person from '@material-symbols/svg-400/outlined/person.svg';
import refresh from '@material-symbols/svg-400/outlined/refresh.svg';
import search from '@material-symbols/svg-400/outlined/search.svg';
import shield from '@material-symbols/svg-400/outlined/shield.svg';
import timer from '@material-symbols/svg-400/outlined/timer.svg';
import verifiedUser from '@material-symbols/svg-400/outlined/verified_user.svg';
import visibility from '@material-symbols/svg-400/outlined/visibility.svg';
import visibilityOff from '@material-symbols/svg-400/outlined/visibility_off.svg';
import vitalSigns from '@material-symbols/svg-400/outlined/vital_signs.svg';
import warning from '@material-symbols/svg-400/outlined/warning.svg';
import wifiOff from '@material-symbols/svg-400/outlined/wifi_off.svg';
import type { moreIcons } from './more-icons';

// what the first pages show, and what must be there without a network
const firstIcons = {
  block,
  check,
  'check-circle': checkCircle,
  close,
  contrast,
  'dark-mode': darkMode,
  error,
  history,
  info,
  'light-mode': lightMode,
  lock,
  mail,
  menu,
  passkey,
  person,
  refresh,
  search,
  shield,
  timer,
  'verified-user': verifiedUser,
  visibility,
  'visibility-off': visibilityOff,
  'vital-signs': vitalSigns,
  warning,
  'wifi-off': wifiOff,
} as const;

export type IconName = keyof typeof firstIcons | keyof typeof moreIcons;

/** Drawn pointing to the right (or opening to the left): turned round where the page runs from right to left. */
const directional: ReadonlySet<IconName> = new Set([
  'arrow-back',
  'chevron-right',
  'left-panel-close',
  'left-panel-open',
  'logout',
]);

const more = signal<Readonly<Record<string, string>>>({});
let fetching: Promise<void> | null = null;

export function isDirectional(name: IconName): boolean {
  return directional.has(name);
}

/**
 * The outline of an icon, as the `d` of one path on Material Symbols' grid (0 -960 960 960); empty until it is there. It
 * reads a signal: who draws it draws again when it has come.
 */
export function iconPath(name: IconName): string {
  const known: Readonly<Record<string, string>> = firstIcons;
  const source = known[name] ?? more()[name];
  if (source === undefined) void fetchMore();
  return /\sd="([^"]+)"/.exec(source ?? '')?.[1] ?? '';
}

function fetchMore(): Promise<void> {
  fetching ??= import('./more-icons').then(
    ({ moreIcons }) => {
      more.set(moreIcons);
    },
    () => {
      // without a network there is no icon; the next one that is drawn tries again
      fetching = null;
    },
  );
  return fetching;
}
