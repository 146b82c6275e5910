import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream } from 'smtp-server';
import { eventually } from './app.js';
import { freePort } from './free-port.js';

/** A mail that arrived. `raw` is the whole of it, headers first. */
export interface ArrivedMail extends Email {
  readonly recipient: string;
  readonly raw: string;
}

/** An answer of the server that is no success. */
export interface Refusal {
  readonly at: 'RCPT' | 'DATA';
  readonly status: number;
}

/** A real mail server on a port of its own, that can refuse, go down and come back. */
export class MailServer {
  readonly arrived: ArrivedMail[] = [];
  /** What the next mails meet, one after the other; then they are taken. */
  readonly refusals: Refusal[] = [];
  /** How long taking a mail lasts. */
  slownessMs = 0;
  private server: SMTPServer | null = null;

  private constructor(readonly port: number) {}

  static async start(): Promise<MailServer> {
    const mails = new MailServer(await freePort());
    await mails.up();
    return mails;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String(this.port)}`;
  }

  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      onRcptTo: (_address, _session, callback) => {
        callback(this.refusalAt('RCPT'));
      },
      onData: (stream, session, callback) => {
        void this.take(stream, session.envelope.rcptTo).then((refusal) => {
          callback(refusal);
        });
      },
    });
    server.on('error', () => undefined);
    server.listen(this.port, '127.0.0.1');
    await once(server.server, 'listening');
    this.server = server;
  }

  async down(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server !== null) {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    }
  }

  /** The newest mail to somebody whose subject matches, once it is there. */
  async mailTo(recipient: string, subject: RegExp): Promise<ArrivedMail> {
    const find = () =>
      this.arrived.findLast((mail) => mail.recipient === recipient && subject.test(mail.subject ?? '')) ?? null;
    await eventually(`a mail to ${recipient} about ${String(subject)}`, () => find() !== null);
    const found = find();
    if (found === null) throw new Error('the mail has gone again');
    return found;
  }

  /** The token of the newest such mail's link to `path`. */
  async tokenFor(recipient: string, path: string): Promise<string> {
    const find = () =>
      this.arrived
        .filter((mail) => mail.recipient === recipient)
        .map((mail) => tokenIn(mail.text ?? '', path))
        .findLast((token) => token !== null) ?? null;
    await eventually(`a link to ${path} for ${recipient}`, () => find() !== null);
    return find() ?? '';
  }

  /** Forgets what has arrived. */
  clear(): void {
    this.arrived.length = 0;
  }

  private refusalAt(step: Refusal['at']): Error | null {
    if (this.refusals[0]?.at !== step) return null;
    const refusal = this.refusals.shift();
    return Object.assign(new Error('not this one'), { responseCode: refusal?.status });
  }

  private async take(stream: SMTPServerDataStream, recipients: SMTPServerAddress[]): Promise<Error | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    if (this.slownessMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slownessMs));
    const refusal = this.refusalAt('DATA');
    if (refusal !== null) return refusal;
    const mail = await PostalMime.parse(raw);
    for (const { address } of recipients) this.arrived.push({ ...mail, recipient: address, raw: raw.toString('utf8') });
    return null;
  }
}

/** The token in the fragment of a link to `path`; null where there is no such link. */
export function tokenIn(text: string, path: string): string | null {
  return new RegExp(`${path}#token=([\\w-]+)`).exec(text)?.[1] ?? null;
}
