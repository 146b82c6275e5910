import type { AlertSubject, EmailData, SecurityNotice } from '../email.port.js';
import type { LayoutWords } from './layout.js';
import type { Fact, MailTexts, Words } from './mail-text.js';

export const englishLayout: LayoutWords = {
  locale: 'en',
  direction: 'ltr',
  linkHint: 'If the button does not work, copy this address into your browser:',
  footer:
    'This mail was sent by Classy Book because of something that concerns your account. Nobody reads replies to it.',
};

const NOT_YOU =
  'If it was not you: follow this link. It ends every session of your account and asks for a new password.';
const NOT_ASKED = 'If you did not ask for this, you need not do anything.';

const MAIL_LIMIT =
  'You get at most one mail of this kind in a quarter of an hour. Choose under Notifications from which severity on.';
const ALERTS: Readonly<Record<AlertSubject, string>> = {
  brute_force: 'Brute force',
  credential_stuffing: 'Credential stuffing',
  password_spraying: 'Password spraying',
  second_factor_guessing: 'Second-factor guessing',
  token_reuse: 'Session key used twice',
  impossible_travel: 'Impossible travel',
  new_country: 'New country',
  dormant_account: 'Dormant account awake',
  scanner: 'Scanner',
  api_key_misuse: 'API key misuse',
  privilege_change: 'Privileges changed out of hours',
  mass_export: 'Mass export',
  manual: 'Reported by hand',
  audit_broken: 'The audit log does not verify any more',
  webhook_disabled: 'A webhook was switched off',
};
const SEVERITIES: Readonly<Record<EmailData['desk-alert']['severity'], string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

type Change = EmailData['security-change']['what'];
const CHANGES: Readonly<Record<Change, { readonly subject: string; readonly sentence: string }>> = {
  email_changed: {
    subject: 'Your email address was changed',
    sentence: 'This is now the email address of your account. Sign in with it from now on.',
  },
  password_changed: {
    subject: 'Your password was changed',
    sentence: 'The password of your account was changed. All other sessions have ended.',
  },
  password_reset: {
    subject: 'Your password was reset',
    sentence: 'A new password was set for your account. All sessions have ended.',
  },
  totp_added: {
    subject: 'An authenticator app was added',
    sentence: 'An authenticator app was added to your account as a second factor.',
  },
  passkey_added: { subject: 'A passkey was added', sentence: 'A passkey was added to your account.' },
  factor_removed: {
    subject: 'A second factor was removed',
    sentence: 'An authenticator app or a passkey was removed from your account.',
  },
  backup_codes_made: {
    subject: 'New backup codes were made',
    sentence: 'New backup codes were made for your account. The old ones do not work any more.',
  },
  second_factor_guessed: {
    subject: 'Too many wrong second factors',
    sentence:
      'Somebody entered the right password of your account, and then too many wrong second factors. They did not come in. If it was not you, your password is known to somebody else.',
  },
  factors_reset: {
    subject: 'Your second factors were removed by an administrator',
    sentence: 'An administrator removed all second factors of your account. Set up a new one when you sign in.',
  },
  identity_linked: {
    subject: 'Another way to sign in was linked',
    sentence: 'An account at another provider can now sign in to your account.',
  },
  identity_unlinked: {
    subject: 'A way to sign in was unlinked',
    sentence: 'An account at another provider can no longer sign in to your account.',
  },
  api_key_created: { subject: 'An API key was made', sentence: 'An API key was made for your account.' },
  role_changed: {
    subject: 'Your role was changed',
    sentence: 'An administrator changed the role of your account, and with it what you may do.',
  },
};

function hello(firstName: string, words: Words): string {
  const name = words.name(firstName);
  return name === null ? 'Hello,' : `Hello ${name},`;
}

function facts({ at, ipAddress }: SecurityNotice, words: Words): Fact[] {
  return [
    { label: 'When', value: words.moment(at) },
    ...(ipAddress === null ? [] : [{ label: 'Address', value: ipAddress }]),
  ];
}

/** The mails in English. */
export const englishTexts: MailTexts = {
  'verify-email': ({ firstName, link, expiresAt }, words) => ({
    subject: 'Verify your email address',
    greeting: hello(firstName, words),
    paragraphs: [
      'Welcome to Classy Book. Follow the link to show that this email address is yours; then you can sign in.',
    ],
    action: { label: 'Verify my address', link },
    notes: [`The link works once, until ${words.moment(expiresAt)}.`, 'If you did not register, ignore this mail.'],
  }),
  'already-registered': ({ firstName, signInLink, resetLink }, words) => ({
    subject: 'You already have an account',
    greeting: hello(firstName, words),
    paragraphs: [
      'Somebody tried to register at Classy Book with this email address, but it has an account already.',
      'If it was you, sign in. If you do not remember your password, you can set a new one.',
    ],
    action: { label: 'Sign in', link: signInLink },
    secondAction: { label: 'Set a new password', link: resetLink },
    notes: ['If it was somebody else, you need not do anything: nothing was changed.'],
  }),
  'reset-password': ({ firstName, link, expiresAt }, words) => ({
    subject: 'Set a new password',
    greeting: hello(firstName, words),
    paragraphs: ['Somebody, probably you, asked for a new password for this account.'],
    action: { label: 'Set a new password', link },
    notes: [`The link works once, until ${words.moment(expiresAt)}.`, `${NOT_ASKED} Your password stays as it is.`],
  }),
  'confirm-new-email': ({ firstName, link, expiresAt }, words) => ({
    subject: 'Confirm your new email address',
    greeting: hello(firstName, words),
    paragraphs: ['You want to use this address for your account at Classy Book. Follow the link to make the change.'],
    action: { label: 'Use this address', link },
    notes: [`The link works once, until ${words.moment(expiresAt)}.`, NOT_ASKED],
  }),
  'email-changed': ({ firstName, newEmail, undoLink, expiresAt }, words) => ({
    subject: 'Your email address was changed',
    greeting: hello(firstName, words),
    paragraphs: [`The email address of your account is now ${words.typed(newEmail)}. Sign in with it from now on.`],
    action: { label: 'Undo the change', link: undoLink },
    notes: [
      `If it was not you, undo it: your old address comes back, every session ends, and you set a new password. The link works once, until ${words.moment(expiresAt)}.`,
    ],
  }),
  invitation: ({ invitedBy, roleTitle, link, expiresAt }, words) => ({
    subject: 'You are invited to Classy Book',
    greeting: null,
    paragraphs: [
      `${words.typed(invitedBy)} invites you to Classy Book. Your role will be: ${words.typed(roleTitle)}.`,
      'Follow the link to choose your name and a password.',
    ],
    action: { label: 'Accept the invitation', link },
    notes: [
      `The link works once, until ${words.moment(expiresAt)}.`,
      'If you do not know what this is about, ignore this mail.',
    ],
  }),
  'course-invitation': ({ invitedBy, course, message, link, expiresAt }, words) => ({
    subject: 'You are invited to a course',
    greeting: null,
    paragraphs: [`${words.typed(invitedBy)} invites you to this course at Classy Book: ${words.typed(course)}`],
    facts: message === '' ? [] : [{ label: 'Message', value: words.typed(message) }],
    action: { label: 'Join the course', link },
    notes: [
      `The invitation is for this address only, and works until ${words.moment(expiresAt)}. Sign in with it, or make an account for it.`,
      'If you do not know what this is about, ignore this mail.',
    ],
  }),
  'deletion-requested': ({ firstName, deleteAfter, cancelLink }, words) => ({
    subject: 'Your account will be deleted',
    greeting: hello(firstName, words),
    paragraphs: [
      `You asked for your account to be deleted. It goes, with everything in it, on ${words.moment(deleteAfter)}.`,
      'Until then you can change your mind: sign in and cancel the deletion.',
    ],
    action: { label: 'Sign in to cancel', link: cancelLink },
    notes: ['If it was not you, sign in, cancel it, and change your password.'],
  }),
  'account-deleted': ({ firstName }, words) => ({
    subject: 'Your account was deleted',
    greeting: hello(firstName, words),
    paragraphs: ['Your account at Classy Book and what belonged to it were deleted. This is the last mail about it.'],
    notes: [],
  }),
  'unfamiliar-sign-in': (data, words) => ({
    subject: data.newCountry ? 'A sign-in from a new country' : 'A sign-in from a new device',
    greeting: hello(data.firstName, words),
    paragraphs: [
      data.newCountry
        ? 'Somebody signed in to your account from a country that it was not used in before.'
        : 'Somebody signed in to your account from a device that it was not used on before.',
    ],
    facts: [
      { label: 'Device', value: words.typed(data.device) },
      ...(data.country === null ? [] : [{ label: 'Country', value: words.country(data.country) }]),
      ...facts(data, words),
    ],
    notes: ['If it was you, you need not do anything.', NOT_YOU],
    secondAction: { label: 'This was not me', link: data.disownLink },
  }),
  'desk-alert': ({ firstName, what, severity, number, worse, at, more, link }, words) => ({
    subject: `${SEVERITIES[severity]}: ${ALERTS[what]}${number === null ? '' : ` (incident ${String(number)})`}`,
    greeting: hello(firstName, words),
    paragraphs: [
      worse ? 'An incident became more severe.' : 'The security desk has something for you.',
      ...(more === 0 ? [] : [`Since the last mail there was more: ${String(more)}.`]),
    ],
    facts: [
      { label: 'What', value: ALERTS[what] },
      { label: 'Severity', value: SEVERITIES[severity] },
      { label: 'When', value: words.moment(at) },
    ],
    action: { label: 'Look at it', link },
    notes: [MAIL_LIMIT],
  }),
  'desk-alerts': ({ firstName, count, severity, link }, words) => ({
    subject: `Alerts of the security desk since the last mail: ${String(count)}`,
    greeting: hello(firstName, words),
    paragraphs: [
      `Since the last mail the security desk had something for you: ${String(count)}. The highest severity: ${SEVERITIES[severity]}.`,
    ],
    action: { label: 'Look at the incidents', link },
    notes: [MAIL_LIMIT],
  }),
  'account-locked': (data, words) => ({
    subject: 'Your account is locked for a while',
    greeting: hello(data.firstName, words),
    paragraphs: [
      data.byAdministrator
        ? 'An administrator locked your account.'
        : 'Your account is locked because there were too many wrong passwords for it. Devices that you have used before may still sign in.',
      `The lock ends by itself: ${words.moment(data.lockedUntil)}.`,
    ],
    facts: data.byAdministrator ? [{ label: 'When', value: words.moment(data.at) }] : facts(data, words),
    notes: data.byAdministrator
      ? ['Ask an administrator if you do not know why.']
      : [
          'Nobody came in with these passwords. If they were not yours and you want to be on the safe side, follow this link: it ends every session of your account and asks for a new password.',
        ],
    ...(data.byAdministrator ? {} : { secondAction: { label: 'This was not me', link: data.disownLink } }),
  }),
  'security-change': (data, words) => ({
    subject: CHANGES[data.what].subject,
    greeting: hello(data.firstName, words),
    paragraphs: [CHANGES[data.what].sentence],
    facts: facts(data, words),
    notes: [NOT_YOU],
    secondAction: { label: 'This was not me', link: data.disownLink },
  }),
};
