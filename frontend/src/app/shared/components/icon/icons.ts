import accountCircle from '@material-symbols/svg-400/outlined/account_circle.svg';
import add from '@material-symbols/svg-400/outlined/add.svg';
import arrowDownward from '@material-symbols/svg-400/outlined/arrow_downward.svg';
import arrowUpward from '@material-symbols/svg-400/outlined/arrow_upward.svg';
import block from '@material-symbols/svg-400/outlined/block.svg';
import check from '@material-symbols/svg-400/outlined/check.svg';
import checkCircle from '@material-symbols/svg-400/outlined/check_circle.svg';
import chevronRight from '@material-symbols/svg-400/outlined/chevron_right.svg';
import close from '@material-symbols/svg-400/outlined/close.svg';
import contentCopy from '@material-symbols/svg-400/outlined/content_copy.svg';
import contrast from '@material-symbols/svg-400/outlined/contrast.svg';
import darkMode from '@material-symbols/svg-400/outlined/dark_mode.svg';
import dashboard from '@material-symbols/svg-400/outlined/dashboard.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import error from '@material-symbols/svg-400/outlined/error.svg';
import history from '@material-symbols/svg-400/outlined/history.svg';
import info from '@material-symbols/svg-400/outlined/info.svg';
import keyboard from '@material-symbols/svg-400/outlined/keyboard.svg';
import keyboardArrowDown from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import leftPanelClose from '@material-symbols/svg-400/outlined/left_panel_close.svg';
import leftPanelOpen from '@material-symbols/svg-400/outlined/left_panel_open.svg';
import lightMode from '@material-symbols/svg-400/outlined/light_mode.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import menu from '@material-symbols/svg-400/outlined/menu.svg';
import pause from '@material-symbols/svg-400/outlined/pause.svg';
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

/** Every icon of the product, by its Material Symbols name with dashes. Only these end up in the bundle. */
const sources = {
  'account-circle': accountCircle,
  add,
  'arrow-downward': arrowDownward,
  'arrow-upward': arrowUpward,
  block,
  check,
  'check-circle': checkCircle,
  'chevron-right': chevronRight,
  close,
  'content-copy': contentCopy,
  contrast,
  'dark-mode': darkMode,
  dashboard,
  download,
  error,
  history,
  info,
  keyboard,
  'keyboard-arrow-down': keyboardArrowDown,
  'left-panel-close': leftPanelClose,
  'left-panel-open': leftPanelOpen,
  'light-mode': lightMode,
  lock,
  logout,
  menu,
  pause,
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

export type IconName = keyof typeof sources;

/** Drawn pointing to the right (or opening to the left): turned round where the page runs from right to left. */
const directional: ReadonlySet<IconName> = new Set(['chevron-right', 'left-panel-close', 'left-panel-open', 'logout']);

export function isDirectional(name: IconName): boolean {
  return directional.has(name);
}

/** The outline of an icon, as the `d` of one path on Material Symbols' grid (0 -960 960 960). */
export function iconPath(name: IconName): string {
  return /\sd="([^"]+)"/.exec(sources[name])?.[1] ?? '';
}
