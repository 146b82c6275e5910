/** What a message of syslog says besides its text. */
export interface SyslogHeader {
  readonly at: Date;
  readonly hostname: string;
  readonly processId: number;
  /** What happened, such as `sign-in.attempted`. */
  readonly messageId: string;
  readonly warning: boolean;
}

const AUTHPRIV = 10;
const WARNING = 4;
const INFORMATIONAL = 6;

/** A message of RFC 5424: facility authpriv, no structured data, the text as it is. */
export function syslogMessage({ at, hostname, processId, messageId, warning }: SyslogHeader, text: string): string {
  const priority = AUTHPRIV * 8 + (warning ? WARNING : INFORMATIONAL);
  const head = [at.toISOString(), printable(hostname, 255), 'classy-book', String(processId), printable(messageId, 32)];
  return `<${String(priority)}>1 ${head.join(' ')} - ${text}`;
}

/** A message in a stream: its length in bytes, a space, and itself (octet counting, RFC 6587 and RFC 5425). */
export function counted(message: string): string {
  return `${String(Buffer.byteLength(message))} ${message}`;
}

// header fields are printable ASCII without spaces
function printable(text: string, maximum: number): string {
  return text.replace(/[^!-~]/g, '_').slice(0, maximum) || '-';
}
