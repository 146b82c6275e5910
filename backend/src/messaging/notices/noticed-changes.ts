import type { AccountChanged, SecondFactorChanged } from '../../common/events/identity-events.js';
import type { EmailData } from '../email/email.port.js';

/** A change that its owner is told of; null for those that need no mail of their own. */
export type NoticedChange = EmailData['security-change']['what'] | null;

/** What the owner is told when a second factor changes. */
export const noticedFactorChanges: Readonly<Record<SecondFactorChanged['change'], NoticedChange>> = {
  totp_added: 'totp_added',
  passkey_added: 'passkey_added',
  removed: 'factor_removed',
  backup_codes_made: 'backup_codes_made',
  reset: 'factors_reset',
  renamed: null,
};

/** What the owner is told when the account changes. Mails with links, and the last one, are sent by who makes them. */
export const noticedAccountChanges: Readonly<Partial<Record<AccountChanged['change'], NoticedChange>>> = {
  password_changed: 'password_changed',
  password_reset: 'password_reset',
  email_changed: 'email_changed',
};
