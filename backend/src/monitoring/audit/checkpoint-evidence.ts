import { type CheckpointBody, type CheckpointSigner, type SignedCheckpoint } from './checkpoint.js';
import { NO_HASH } from './audit-record.js';
import type { ChainBreak, Witness } from './chain-walker.js';

const REMEMBERED_LINES = 1_000;

/**
 * What checkpoints prove, line by line: that each is signed and follows the one that it names, and how far each chain had
 * come. It keeps the farthest place of each chain only.
 */
export class CheckpointEvidence {
  readonly witnesses = new Map<string, Witness>();
  count = 0;
  newest: CheckpointBody | null = null;
  private readonly last = new Map<string, { readonly number: number; readonly hash: string }>();
  private readonly recent = new Set<string>();

  constructor(private readonly signer: CheckpointSigner) {}

  /**
   * Takes the next line of a file. A line that a crash cut off says nothing; the one after it does.
   * @param where names the line in a sentence
   * @returns how the file is broken there, or null
   */
  takeLine(line: string, where: string): ChainBreak | null {
    const read = this.signer.read(line);
    if (read === null) return null;
    if (read === 'forged') return broken(`${where} is not signed by this installation, or was changed.`);
    if (!this.follows(read)) return broken(`${where} does not follow the checkpoint that it names: lines are gone.`);
    this.last.set(read.body.writer, { number: read.body.number, hash: read.hash });
    this.remember(read.hash);
    this.note(read.body);
    return null;
  }

  /**
   * Takes a copy from the database, after the files: what is signed is true wherever it is kept. What is not, and what
   * stood in the files, is passed over.
   */
  takeCopy(line: string): void {
    const read = this.signer.read(line);
    if (read === null || read === 'forged') return;
    const { writer, number } = read.body;
    if ((this.last.get(writer)?.number ?? 0) < number) this.note(read.body);
  }

  private follows({ body: { writer, number, prev } }: SignedCheckpoint): boolean {
    const before = this.last.get(writer);
    if (before !== undefined) return number === before.number + 1 && prev === before.hash;
    // the front of a file may have been put away
    if (this.recent.size === 0) return true;
    return number === 1 && (prev === NO_HASH || this.recent.has(prev));
  }

  private remember(hash: string): void {
    this.recent.add(hash);
    if (this.recent.size <= REMEMBERED_LINES) return;
    const [oldest] = this.recent;
    if (oldest !== undefined) this.recent.delete(oldest);
  }

  private note(body: CheckpointBody): void {
    this.count += 1;
    if (this.newest === null || this.newest.at < body.at) this.newest = body;
    const by = `checkpoint ${String(body.number)} of ${body.at}`;
    for (const end of body.ends) {
      if ((this.witnesses.get(end.writer)?.seq ?? 0) < end.seq) this.witnesses.set(end.writer, { ...end, by });
    }
  }
}

function broken(explanation: string): ChainBreak {
  return { kind: 'checkpoint', recordId: null, writer: null, seq: null, explanation };
}
