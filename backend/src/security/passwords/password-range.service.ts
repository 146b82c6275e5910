import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

const TIMEOUT_MS = 1_000;
const PREFIX_LENGTH = 5;
/** A padded answer has about 1,000 lines of 40 characters. */
const MAX_ANSWER_BYTES = 200_000;

/**
 * Asks a service whether a password is in a known breach, without telling it the password: only the first five of the
 * forty digits of its SHA-1 leave the house (k-anonymity, as api.pwnedpasswords.com does it), and padding hides from
 * whoever listens how many there were. Off unless PASSWORD_RANGE_URL is set; where the service does not answer in a
 * second, the password passes.
 */
@Injectable()
export class PasswordRangeService {
  private readonly logger = new Logger(PasswordRangeService.name);

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  async isBreached(password: string): Promise<boolean> {
    const { passwordRangeUrl } = this.config.accounts;
    if (passwordRangeUrl === null) return false;
    const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
    try {
      const lines = await ask(`${passwordRangeUrl}${digest.slice(0, PREFIX_LENGTH)}`);
      return holds(lines, digest.slice(PREFIX_LENGTH));
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      this.logger.warn(
        { reason },
        'the service for breached passwords does not answer; a password was accepted unasked',
      );
      return false;
    }
  }
}

async function ask(url: string): Promise<string> {
  const answer = await fetch(url, {
    headers: { 'Add-Padding': 'true' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok || answer.body === null) throw new Error(`status ${String(answer.status)}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new RangeError('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}

// lines of padding say that they were seen 0 times
function holds(lines: string, suffix: string): boolean {
  return lines.split('\n').some((line) => {
    const [digits = '', count = ''] = line.trim().split(':');
    return digits.toUpperCase() === suffix && Number(count) > 0;
  });
}
