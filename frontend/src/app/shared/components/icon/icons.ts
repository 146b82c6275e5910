import accountCircle from '@material-symbols/svg-400/outlined/account_circle.svg';
import add from '@material-symbols/svg-400/outlined/add.svg';
import arrowBack from '@material-symbols/svg-400/outlined/arrow_back.svg';
import arrowDownward from '@material-symbols/svg-400/outlined/arrow_downward.svg';
import arrowUpward from '@material-symbols/svg-400/outlined/arrow_upward.svg';
import badge from '@material-symbols/svg-400/outlined/badge.svg';
import block from '@material-symbols/svg-400/outlined/block.svg';
import check from '@material-symbols/svg-400/outlined/check.svg';
import checkCircle from '@material-symbols/svg-400/outlined/check_circle.svg';
import chevronRight from '@material-symbols/svg-400/outlined/chevron_right.svg';
import close from '@material-symbols/svg-400/outlined/close.svg';
import computer from '@material-symbols/svg-400/outlined/computer.svg';
import contentCopy from '@material-symbols/svg-400/outlined/content_copy.svg';
import contrast from '@material-symbols/svg-400/outlined/contrast.svg';
import darkMode from '@material-symbols/svg-400/outlined/dark_mode.svg';
import dashboard from '@material-symbols/svg-400/outlined/dashboard.svg';
import devices from '@material-symbols/svg-400/outlined/devices.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import error from '@material-symbols/svg-400/outlined/error.svg';
import group from '@material-symbols/svg-400/outlined/group.svg';
import history from '@material-symbols/svg-400/outlined/history.svg';
import inbox from '@material-symbols/svg-400/outlined/inbox.svg';
import info from '@material-symbols/svg-400/outlined/info.svg';
import key from '@material-symbols/svg-400/outlined/key.svg';
import keyboard from '@material-symbols/svg-400/outlined/keyboard.svg';
import keyboardArrowDown from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import leftPanelClose from '@material-symbols/svg-400/outlined/left_panel_close.svg';
import leftPanelOpen from '@material-symbols/svg-400/outlined/left_panel_open.svg';
import lightMode from '@material-symbols/svg-400/outlined/light_mode.svg';
import link from '@material-symbols/svg-400/outlined/link.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import markEmailRead from '@material-symbols/svg-400/outlined/mark_email_read.svg';
import menu from '@material-symbols/svg-400/outlined/menu.svg';
import mobile from '@material-symbols/svg-400/outlined/mobile.svg';
import passkey from '@material-symbols/svg-400/outlined/passkey.svg';
import pause from '@material-symbols/svg-400/outlined/pause.svg';
import person from '@material-symbols/svg-400/outlined/person.svg';
import personAdd from '@material-symbols/svg-400/outlined/person_add.svg';
import pin from '@material-symbols/svg-400/outlined/pin.svg';
import print from '@material-symbols/svg-400/outlined/print.svg';
import qrCode from '@material-symbols/svg-400/outlined/qr_code.svg';
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
  'arrow-back': arrowBack,
  'arrow-downward': arrowDownward,
  'arrow-upward': arrowUpward,
  badge,
  block,
  check,
  'check-circle': checkCircle,
  'chevron-right': chevronRight,
  close,
  computer,
  'content-copy': contentCopy,
  contrast,
  'dark-mode': darkMode,
  dashboard,
  devices,
  download,
  error,
  group,
  history,
  inbox,
  info,
  key,
  keyboard,
  'keyboard-arrow-down': keyboardArrowDown,
  'left-panel-close': leftPanelClose,
  'left-panel-open': leftPanelOpen,
  'light-mode': lightMode,
  link,
  lock,
  logout,
  mail,
  'mark-email-read': markEmailRead,
  menu,
  mobile,
  passkey,
  pause,
  person,
  'person-add': personAdd,
  pin,
  print,
  'qr-code': qrCode,
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
const directional: ReadonlySet<IconName> = new Set([
  'arrow-back',
  'chevron-right',
  'left-panel-close',
  'left-panel-open',
  'logout',
]);

export function isDirectional(name: IconName): boolean {
  return directional.has(name);
}

/** The outline of an icon, as the `d` of one path on Material Symbols' grid (0 -960 960 960). */
export function iconPath(name: IconName): string {
  return /\sd="([^"]+)"/.exec(sources[name])?.[1] ?? '';
}
