import type { Locale } from '@classy-book/contracts/account';
import type { IncidentKind, IncidentSeverity } from '@classy-book/contracts/incidents';

/** The mails that the product sends, each with what its text needs. `link` is a whole address; moments are formatted by the template. */
export interface EmailData {
  /** Follow the link to verify the address of a new account. */
  'verify-email': { readonly firstName: string; readonly link: string; readonly expiresAt: Date };
  /** Somebody tried to register with an address that has an account: sign in, or reset the password. */
  'already-registered': { readonly firstName: string; readonly signInLink: string; readonly resetLink: string };
  'reset-password': { readonly firstName: string; readonly link: string; readonly expiresAt: Date };
  /** To the new address: follow the link to make the change. */
  'confirm-new-email': { readonly firstName: string; readonly link: string; readonly expiresAt: Date };
  /** To the old address, when the change was made: undo it with the link, for seven days. */
  'email-changed': {
    readonly firstName: string;
    readonly newEmail: string;
    readonly undoLink: string;
    readonly expiresAt: Date;
  };
  invitation: {
    readonly invitedBy: string;
    readonly roleTitle: string;
    readonly link: string;
    readonly expiresAt: Date;
  };
  /** Somebody was invited into a course. `message` is what whoever invited wrote, of one line; empty where nothing. */
  'course-invitation': {
    readonly invitedBy: string;
    readonly course: string;
    readonly message: string;
    readonly link: string;
    readonly expiresAt: Date;
  };
  'deletion-requested': { readonly firstName: string; readonly deleteAfter: Date; readonly cancelLink: string };
  'account-deleted': { readonly firstName: string };
  /** A sign-in from a new device or country; the link says "this was not me". */
  'unfamiliar-sign-in': SecurityNotice & {
    readonly device: string;
    readonly country: string | null;
    readonly newCountry: boolean;
  };
  /** An incident, or something else that the desk has to know. `more` counts what came since the last mail besides. */
  'desk-alert': {
    readonly firstName: string;
    readonly what: AlertSubject;
    readonly severity: IncidentSeverity;
    /** Of an incident; null for what is none. */
    readonly number: number | null;
    /** It was known, and is more severe now. */
    readonly worse: boolean;
    readonly at: Date;
    readonly more: number;
    readonly link: string;
  };
  /** What was gathered since the last mail; `severity` is the highest of it. */
  'desk-alerts': {
    readonly firstName: string;
    readonly count: number;
    readonly severity: IncidentSeverity;
    readonly link: string;
  };
  'account-locked': SecurityNotice & { readonly lockedUntil: Date; readonly byAdministrator: boolean };
  /** The password, a factor, an identity or an API key changed. `what` is a key of the template's own list. */
  'security-change': SecurityNotice & {
    readonly what:
      | 'email_changed'
      | 'password_changed'
      | 'password_reset'
      | 'totp_added'
      | 'passkey_added'
      | 'factor_removed'
      | 'backup_codes_made'
      | 'second_factor_guessed'
      | 'factors_reset'
      | 'identity_linked'
      | 'identity_unlinked'
      | 'api_key_created'
      | 'role_changed';
  };
}

/** What an alert of the security desk is about. */
export type AlertSubject = IncidentKind | 'audit_broken' | 'webhook_disabled';

/** What every notice about security says: when, from where, and what to do if it was somebody else. */
export interface SecurityNotice {
  readonly firstName: string;
  readonly at: Date;
  readonly ipAddress: string | null;
  readonly disownLink: string;
}

export type EmailTemplate = keyof EmailData;

/** One mail to send. */
export interface EmailMessage<T extends EmailTemplate> {
  readonly to: string;
  readonly locale: Locale;
  readonly template: T;
  readonly data: EmailData[T];
}

/** Sends mails. */
export abstract class EmailPort {
  /**
   * Puts a mail into the queue. Resolves when it is stored, not when it is sent; it is tried again until it is, or until
   * it has been refused for good.
   */
  abstract send<T extends EmailTemplate>(message: EmailMessage<T>): Promise<void>;
}
