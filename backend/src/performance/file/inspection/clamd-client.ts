import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { Socket } from 'node:net';
import type { ScannerAddress } from '../../../config/clamav.js';

/** What clamd says of a file. */
export type Verdict =
  { readonly kind: 'clean' } | { readonly kind: 'infected'; readonly virus: string } | { readonly kind: 'too_large' };

const CHUNK = 64 * 1024;
const LONGEST_ANSWER = 4_096;
/** How long an answer may take to arrive once nothing can be written any more. */
const LAST_WORDS_MS = 1_000;

/** How long to wait: for a connection, for anything to move while bytes are sent, and for the answer once all are sent. */
interface Patience {
  readonly connectMs: number;
  readonly stalledMs: number;
  readonly answerMs: number;
}
// clamd itself gives a file up after two minutes (MaxScanTime)
const PATIENCE: Patience = { connectMs: 5_000, stalledMs: 30_000, answerMs: 180_000 };

/**
 * Speaks with clamd as clamd(8) describes it: commands in their z form, which end with a NUL as the answers do. Each call has a connection
 * of its own. Whatever is no answer of clamd's is an error.
 */
export class ClamdClient {
  constructor(
    private readonly address: ScannerAddress,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /** @throws Error where there is no answer, or not the right one */
  async ping(): Promise<void> {
    const answer = await this.converse(this.patience.stalledMs, async (socket) => {
      await send(socket, Buffer.from('zPING\0'));
    });
    if (answer !== 'PONG') throw new Error(`clamd answered ${quoted(answer)} to a ping`);
  }

  /**
   * Sends a file (INSTREAM): pieces, each behind its length in four bytes, and an empty one at the end.
   * @throws Error where there is no verdict
   */
  async scan(path: string): Promise<Verdict> {
    const answer = await this.converse(this.patience.answerMs, async (socket) => {
      await send(socket, Buffer.from('zINSTREAM\0'));
      for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
        await send(socket, lengthOf(chunk.length));
        await send(socket, chunk);
      }
      await send(socket, lengthOf(0));
    });
    return verdictOf(answer);
  }

  private async converse(answerMs: number, talk: (socket: Socket) => Promise<void>): Promise<string> {
    const socket = await this.connect();
    try {
      const answer = socket.answer();
      // clamd may answer before it has everything (it is too much), and hang up while it is still written to
      const talked = talk(socket).then(
        () => socket.setTimeout(answerMs),
        () => socket.setTimeout(LAST_WORDS_MS),
      );
      const said = await answer;
      socket.destroy();
      await talked;
      return said;
    } finally {
      socket.destroy();
    }
  }

  private async connect(): Promise<Line> {
    const { address } = this;
    const socket = new Line().connect(address.kind === 'unix' ? { path: address.path } : address);
    socket.setTimeout(this.patience.connectMs, () => {
      socket.destroy(new Error('clamd does not answer in time'));
    });
    await once(socket, 'connect');
    socket.setTimeout(this.patience.stalledMs);
    return socket;
  }
}

/**
 * Clamd that has enough answers and hangs up. Node closes a stream whose writing fails, with the answer in it; so here what is read comes
 * past the stream (`onread`), and only reading closes it.
 */
class Line extends Socket {
  private said = '';
  private heard: (() => void) | null = null;

  constructor() {
    super({
      onread: {
        buffer: Buffer.alloc(LONGEST_ANSWER),
        callback: (bytes, buffer) => {
          this.said += Buffer.from(buffer).toString('utf8', 0, bytes);
          this.heard?.();
          return true;
        },
      },
    });
  }

  override destroy(error?: NodeJS.ErrnoException): this {
    return error?.syscall === 'write' ? this : super.destroy(error);
  }

  /** What is said up to the first NUL. */
  async answer(): Promise<string> {
    return await new Promise<string>((resolve, reject) => {
      this.heard = () => {
        const end = this.said.indexOf('\0');
        if (end !== -1) resolve(this.said.slice(0, end));
        else if (this.said.length > LONGEST_ANSWER) reject(new Error('clamd answers without an end'));
      };
      const hungUp = () => {
        reject(new Error(`clamd hung up after ${quoted(this.said)}`));
      };
      this.on('error', reject).on('end', hungUp).on('close', hungUp);
      this.heard();
    });
  }
}

async function send(socket: Socket, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { kind: 'clean' };
  const virus = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (virus !== undefined) return { kind: 'infected', virus: virus.replaceAll(/[^\w.:/() -]/g, '_') };
  if (/^INSTREAM size limit exceeded\. ERROR$/.test(answer)) return { kind: 'too_large' };
  throw new Error(`clamd answered ${quoted(answer)}`);
}

function quoted(answer: string): string {
  return JSON.stringify(answer.slice(0, 200));
}
