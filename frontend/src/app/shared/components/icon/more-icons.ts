import accountCircle from '@material-symbols/svg-400/outlined/account_circle.svg';
import add from '@material-symbols/svg-400/outlined/add.svg';
import archive from '@material-symbols/svg-400/outlined/archive.svg';
import arrowBack from '@material-symbols/svg-400/outlined/arrow_back.svg';
import arrowDownward from '@material-symbols/svg-400/outlined/arrow_downward.svg';
import arrowUpward from '@material-symbols/svg-400/outlined/arrow_upward.svg';
import assignment from '@material-symbols/svg-400/outlined/assignment.svg';
import attach from '@material-symbols/svg-400/outlined/attach_file.svg';
import badge from '@material-symbols/svg-400/outlined/badge.svg';
import barChart from '@material-symbols/svg-400/outlined/bar_chart.svg';
import block from '@material-symbols/svg-400/outlined/block.svg';
import bookmark from '@material-symbols/svg-400/outlined/bookmark.svg';
import chevronRight from '@material-symbols/svg-400/outlined/chevron_right.svg';
import cloudDone from '@material-symbols/svg-400/outlined/cloud_done.svg';
import cloudOff from '@material-symbols/svg-400/outlined/cloud_off.svg';
import code from '@material-symbols/svg-400/outlined/code.svg';
import codeBlocks from '@material-symbols/svg-400/outlined/code_blocks.svg';
import computer from '@material-symbols/svg-400/outlined/computer.svg';
import contentCopy from '@material-symbols/svg-400/outlined/content_copy.svg';
import dashboard from '@material-symbols/svg-400/outlined/dashboard.svg';
import deleteIcon from '@material-symbols/svg-400/outlined/delete.svg';
import devices from '@material-symbols/svg-400/outlined/devices.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import drag from '@material-symbols/svg-400/outlined/drag_indicator.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import flag from '@material-symbols/svg-400/outlined/flag.svg';
import folder from '@material-symbols/svg-400/outlined/folder.svg';
import formatBold from '@material-symbols/svg-400/outlined/format_bold.svg';
import formatH2 from '@material-symbols/svg-400/outlined/format_h2.svg';
import formatH3 from '@material-symbols/svg-400/outlined/format_h3.svg';
import formatItalic from '@material-symbols/svg-400/outlined/format_italic.svg';
import listBulleted from '@material-symbols/svg-400/outlined/format_list_bulleted.svg';
import listNumbered from '@material-symbols/svg-400/outlined/format_list_numbered.svg';
import formatQuote from '@material-symbols/svg-400/outlined/format_quote.svg';
import formatUnderlined from '@material-symbols/svg-400/outlined/format_underlined.svg';
import group from '@material-symbols/svg-400/outlined/group.svg';
import history from '@material-symbols/svg-400/outlined/history.svg';
import image from '@material-symbols/svg-400/outlined/image.svg';
import inbox from '@material-symbols/svg-400/outlined/inbox.svg';
import key from '@material-symbols/svg-400/outlined/key.svg';
import keyboard from '@material-symbols/svg-400/outlined/keyboard.svg';
import keyboardArrowDown from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import leftPanelClose from '@material-symbols/svg-400/outlined/left_panel_close.svg';
import leftPanelOpen from '@material-symbols/svg-400/outlined/left_panel_open.svg';
import lightbulb from '@material-symbols/svg-400/outlined/lightbulb.svg';
import link from '@material-symbols/svg-400/outlined/link.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import markEmailRead from '@material-symbols/svg-400/outlined/mark_email_read.svg';
import menu from '@material-symbols/svg-400/outlined/menu.svg';
import menuBook from '@material-symbols/svg-400/outlined/menu_book.svg';
import mobile from '@material-symbols/svg-400/outlined/mobile.svg';
import more from '@material-symbols/svg-400/outlined/more_vert.svg';
import movie from '@material-symbols/svg-400/outlined/movie.svg';
import notes from '@material-symbols/svg-400/outlined/notes.svg';
import notifications from '@material-symbols/svg-400/outlined/notifications.svg';
import pause from '@material-symbols/svg-400/outlined/pause.svg';
import personAdd from '@material-symbols/svg-400/outlined/person_add.svg';
import pin from '@material-symbols/svg-400/outlined/pin.svg';
import playArrow from '@material-symbols/svg-400/outlined/play_arrow.svg';
import print from '@material-symbols/svg-400/outlined/print.svg';
import qrCode from '@material-symbols/svg-400/outlined/qr_code.svg';
import quiz from '@material-symbols/svg-400/outlined/quiz.svg';
import redo from '@material-symbols/svg-400/outlined/redo.svg';
import school from '@material-symbols/svg-400/outlined/school.svg';
import settings from '@material-symbols/svg-400/outlined/settings.svg';
import shield from '@material-symbols/svg-400/outlined/shield.svg';
import formatStrike from '@material-symbols/svg-400/outlined/strikethrough_s.svg';
import subtitles from '@material-symbols/svg-400/outlined/subtitles.svg';
import sync from '@material-symbols/svg-400/outlined/sync.svg';
import timer from '@material-symbols/svg-400/outlined/timer.svg';
import tune from '@material-symbols/svg-400/outlined/tune.svg';
import undo from '@material-symbols/svg-400/outlined/undo.svg';
import upload from '@material-symbols/svg-400/outlined/upload.svg';
import verifiedUser from '@material-symbols/svg-400/outlined/verified_user.svg';
import vitalSigns from '@material-symbols/svg-400/outlined/vital_signs.svg';
import web from '@material-symbols/svg-400/outlined/web.svg';
import webhook from '@material-symbols/svg-400/outlined/webhook.svg';
import article from '@material-symbols/svg-400/outlined/article.svg';
import campaign from '@material-symbols/svg-400/outlined/campaign.svg';
import closedCaption from '@material-symbols/svg-400/outlined/closed_caption.svg';
import closedCaptionDisabled from '@material-symbols/svg-400/outlined/closed_caption_disabled.svg';
import description from '@material-symbols/svg-400/outlined/description.svg';
import editNote from '@material-symbols/svg-400/outlined/edit_note.svg';
import forum from '@material-symbols/svg-400/outlined/forum.svg';
import fullscreen from '@material-symbols/svg-400/outlined/fullscreen.svg';
import fullscreenExit from '@material-symbols/svg-400/outlined/fullscreen_exit.svg';
import help from '@material-symbols/svg-400/outlined/help.svg';
import lockOpen from '@material-symbols/svg-400/outlined/lock_open.svg';
import publicIcon from '@material-symbols/svg-400/outlined/public.svg';
import smartDisplay from '@material-symbols/svg-400/outlined/smart_display.svg';
import toc from '@material-symbols/svg-400/outlined/toc.svg';
import volumeOff from '@material-symbols/svg-400/outlined/volume_off.svg';
import volumeUp from '@material-symbols/svg-400/outlined/volume_up.svg';
import workspacePremium from '@material-symbols/svg-400/outlined/workspace_premium.svg';
import circle from '@material-symbols/svg-400/outlined/radio_button_unchecked.svg';

/** The icons that nobody sees before they are signed in: fetched when the first of them is drawn. */
export const moreIcons = {
  'account-circle': accountCircle,
  add,
  archive,
  'arrow-back': arrowBack,
  'arrow-downward': arrowDownward,
  'arrow-upward': arrowUpward,
  assignment,
  attach,
  badge,
  'bar-chart': barChart,
  bookmark,
  'chevron-right': chevronRight,
  'cloud-done': cloudDone,
  'cloud-off': cloudOff,
  code,
  'code-blocks': codeBlocks,
  computer,
  'content-copy': contentCopy,
  dashboard,
  delete: deleteIcon,
  devices,
  download,
  drag,
  edit,
  flag,
  folder,
  'format-bold': formatBold,
  'format-h2': formatH2,
  'format-h3': formatH3,
  'format-italic': formatItalic,
  'format-quote': formatQuote,
  'format-strike': formatStrike,
  'format-underlined': formatUnderlined,
  group,
  image,
  inbox,
  key,
  keyboard,
  'keyboard-arrow-down': keyboardArrowDown,
  'left-panel-close': leftPanelClose,
  'left-panel-open': leftPanelOpen,
  lightbulb,
  link,
  'list-bulleted': listBulleted,
  'list-numbered': listNumbered,
  logout,
  'mark-email-read': markEmailRead,
  'menu-book': menuBook,
  mobile,
  more,
  movie,
  notes,
  notifications,
  pause,
  'person-add': personAdd,
  pin,
  'play-arrow': playArrow,
  print,
  'qr-code': qrCode,
  quiz,
  redo,
  school,
  settings,
  subtitles,
  sync,
  tune,
  undo,
  upload,
  web,
  webhook,
  article,
  campaign,
  'closed-caption': closedCaption,
  'closed-caption-disabled': closedCaptionDisabled,
  description,
  'edit-note': editNote,
  forum,
  fullscreen,
  'fullscreen-exit': fullscreenExit,
  help,
  'lock-open': lockOpen,
  public: publicIcon,
  'smart-display': smartDisplay,
  toc,
  'volume-off': volumeOff,
  'volume-up': volumeUp,
  'workspace-premium': workspacePremium,
  block,
  lock,
  mail,
  menu,
  timer,
  'verified-user': verifiedUser,
  history,
  shield,
  'vital-signs': vitalSigns,
  circle,
} as const;
