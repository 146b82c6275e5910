import accountCircle from '@material-symbols/svg-400/outlined/account_circle.svg';
import add from '@material-symbols/svg-400/outlined/add.svg';
import arrowBack from '@material-symbols/svg-400/outlined/arrow_back.svg';
import arrowDownward from '@material-symbols/svg-400/outlined/arrow_downward.svg';
import arrowUpward from '@material-symbols/svg-400/outlined/arrow_upward.svg';
import badge from '@material-symbols/svg-400/outlined/badge.svg';
import barChart from '@material-symbols/svg-400/outlined/bar_chart.svg';
import bookmark from '@material-symbols/svg-400/outlined/bookmark.svg';
import chevronRight from '@material-symbols/svg-400/outlined/chevron_right.svg';
import computer from '@material-symbols/svg-400/outlined/computer.svg';
import contentCopy from '@material-symbols/svg-400/outlined/content_copy.svg';
import dashboard from '@material-symbols/svg-400/outlined/dashboard.svg';
import devices from '@material-symbols/svg-400/outlined/devices.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import flag from '@material-symbols/svg-400/outlined/flag.svg';
import group from '@material-symbols/svg-400/outlined/group.svg';
import inbox from '@material-symbols/svg-400/outlined/inbox.svg';
import key from '@material-symbols/svg-400/outlined/key.svg';
import keyboard from '@material-symbols/svg-400/outlined/keyboard.svg';
import keyboardArrowDown from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import leftPanelClose from '@material-symbols/svg-400/outlined/left_panel_close.svg';
import leftPanelOpen from '@material-symbols/svg-400/outlined/left_panel_open.svg';
import link from '@material-symbols/svg-400/outlined/link.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import markEmailRead from '@material-symbols/svg-400/outlined/mark_email_read.svg';
import mobile from '@material-symbols/svg-400/outlined/mobile.svg';
import notifications from '@material-symbols/svg-400/outlined/notifications.svg';
import pause from '@material-symbols/svg-400/outlined/pause.svg';
import personAdd from '@material-symbols/svg-400/outlined/person_add.svg';
import pin from '@material-symbols/svg-400/outlined/pin.svg';
import print from '@material-symbols/svg-400/outlined/print.svg';
import playArrow from '@material-symbols/svg-400/outlined/play_arrow.svg';
import qrCode from '@material-symbols/svg-400/outlined/qr_code.svg';
import tune from '@material-symbols/svg-400/outlined/tune.svg';
import undo from '@material-symbols/svg-400/outlined/undo.svg';
import webhook from '@material-symbols/svg-400/outlined/webhook.svg';

/** The icons that nobody sees before they are signed in: fetched when the first of them is drawn. */
export const moreIcons = {
  'account-circle': accountCircle,
  add,
  'arrow-back': arrowBack,
  'arrow-downward': arrowDownward,
  'arrow-upward': arrowUpward,
  badge,
  'bar-chart': barChart,
  bookmark,
  'chevron-right': chevronRight,
  computer,
  'content-copy': contentCopy,
  dashboard,
  devices,
  download,
  flag,
  group,
  inbox,
  key,
  keyboard,
  'keyboard-arrow-down': keyboardArrowDown,
  'left-panel-close': leftPanelClose,
  'left-panel-open': leftPanelOpen,
  link,
  logout,
  'mark-email-read': markEmailRead,
  mobile,
  notifications,
  pause,
  'person-add': personAdd,
  pin,
  print,
  'play-arrow': playArrow,
  'qr-code': qrCode,
  tune,
  undo,
  webhook,
} as const;
