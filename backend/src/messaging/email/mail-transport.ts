import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import type { RenderedEmail } from './templates/render.js';

/** What the mail server made of a mail. `reason` is a code such as `550` or `ECONNECTION`, never a text of the server. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string };

const CONNECTION_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;
// where a 5xx answer speaks of this mail; anywhere else (AUTH, STARTTLS, the sender) it speaks of our set-up, which can be
// mended. `API` are refusals of the library itself: an address that none can be
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA', 'API']);
const UNSENDABLE = new Set(['EENVELOPE', 'EMESSAGE']);

interface SmtpFailure {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/** Hands mails to the mail server of SMTP_URL (RFC 5321). */
@Injectable()
export class MailTransport {
  private readonly transport: ReturnType<typeof createTransport> | null;
  private readonly messageIdHost: string;

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {
    const { smtpUrl } = config.mail;
    this.messageIdHost = new URL(config.server.publicUrl).hostname;
    this.transport =
      smtpUrl === null
        ? null
        : createTransport({
            url: smtpUrl,
            connectionTimeout: CONNECTION_TIMEOUT_MS,
            greetingTimeout: CONNECTION_TIMEOUT_MS,
            socketTimeout: SILENCE_TIMEOUT_MS,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  /** False where there is no SMTP_URL. */
  get isConfigured(): boolean {
    return this.transport !== null;
  }

  /**
   * @param id names the mail: a second copy of it, sent after a crash, carries the same Message-ID, so that mailboxes can
   * tell that it is the same
   */
  async deliver(id: string, email: RenderedEmail): Promise<Delivery> {
    if (this.transport === null) return { kind: 'postponed', reason: 'not_configured' };
    try {
      await this.transport.sendMail({
        from: this.config.mail.from,
        // an object is taken as one address, whatever commas and brackets are in it
        to: { name: '', address: email.to },
        subject: email.subject,
        text: email.text,
        html: email.html,
        messageId: `<${id}@${this.messageIdHost}>`,
        // no answering machine shall answer (RFC 3834)
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return { kind: 'sent' };
    } catch (error) {
      return deliveryOf(error as SmtpFailure);
    }
  }
}

function deliveryOf({ code, command, responseCode }: SmtpFailure): Delivery {
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const name = typeof code === 'string' ? code.slice(0, 40) : 'unknown';
  const isForGood = status >= 500 || (status === 0 && UNSENDABLE.has(name));
  const isAboutTheMail = typeof command === 'string' && ABOUT_THE_MAIL.has(command);
  return { kind: isForGood && isAboutTheMail ? 'refused' : 'postponed', reason: status > 0 ? String(status) : name };
}
