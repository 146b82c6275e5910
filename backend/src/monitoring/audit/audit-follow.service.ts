import { Injectable } from '@nestjs/common';
import { idFloor, idTime } from '../../common/ids/time-ordered-ids.js';
import type { FollowedRecord, LogPosition } from './audit-follow.port.js';
import { AuditFollowRepository } from './audit-follow.repository.js';
import { toRecord } from './audit-log.mapper.js';
import type { AuditDocument } from './audit-log.schema.js';

const MAX_CHAINS = 50;
const MAX_LATE = 1_000;
/** For so long a chain is looked at once more for records that became visible late. */
const LATE_MS = 600_000;

/**
 * Reads the audit log on and on: every record once, those of one process in their order. Ids of different processes come
 * mixed, and a record may become visible after one of another process with a greater id; the numbers within the chains
 * tell that it is missing, so it is read late rather than never.
 */
@Injectable()
export class AuditFollowService {
  constructor(private readonly repository: AuditFollowRepository) {}

  /** The position before the first record that is made at `time` or later. */
  startAt(time: Date): LogPosition {
    const since = idFloor(time.getTime());
    return { since, after: since, chains: [] };
  }

  /**
   * What comes after a position.
   * @param limit how many records to take at most, give or take those that came late
   * @throws the driver's error when the database is away
   */
  async read(position: LogPosition, limit: number): Promise<{ records: FollowedRecord[]; position: LogPosition }> {
    const chains = new Map(position.chains.map(({ writer, seq }) => [writer, seq]));
    const page = await this.repository.findAfter(position.after, limit);
    const taken: AuditDocument[] = [];
    let after = position.after;
    for (const document of page) {
      const link = linkOf(document);
      if (link !== null) {
        const known = chains.get(link.writer) ?? (await this.knownAt(link, position.after));
        if (link.seq > known + 1) {
          taken.push(...(await this.missing(link.writer, known + 1, link.seq, after)));
        }
        if (link.seq > known) taken.push(document);
        advance(chains, link.writer, Math.max(known, link.seq));
      }
      after = document._id.toHexString();
    }
    return { records: taken.map(toRecord), position: { ...position, after, chains: latest(chains) } };
  }

  /** Records at or before a position that became visible only after they had been passed: to be asked for now and then. */
  async readLate(position: LogPosition, limit: number): Promise<{ records: FollowedRecord[]; position: LogPosition }> {
    const chains = new Map(position.chains.map(({ writer, seq }) => [writer, seq]));
    const lately = idFloor(idTime(position.after) - LATE_MS);
    const from = lately > position.since ? lately : position.since;
    const taken: AuditDocument[] = [];
    for (const writer of await this.repository.findWriters(from, position.after, MAX_CHAINS)) {
      if (!chains.has(writer)) chains.set(writer, 0);
    }
    for (const [writer, seq] of chains) {
      const late = await this.repository.findInChain(writer, seq + 1, position.after, limit);
      const last = late.at(-1);
      if (last === undefined) continue;
      taken.push(...late);
      advance(chains, writer, last.chain.seq);
    }
    return { records: taken.map(toRecord), position: { ...position, chains: latest(chains) } };
  }

  /** When the first record after a position was made; null where there is none. */
  async oldestAfter({ after }: LogPosition): Promise<Date | null> {
    const [oldest] = await this.repository.findAfter(after, 1);
    return oldest?.timestamp ?? null;
  }

  private async missing(writer: string, from: number, before: number, upTo: string): Promise<AuditDocument[]> {
    return await this.repository.findInChain(writer, from, upTo, Math.min(before - from, MAX_LATE));
  }

  // of a chain that is not known what lies at or before the position counts as read
  private async knownAt({ writer, seq }: { writer: string; seq: number }, after: string): Promise<number> {
    return seq === 1 ? 0 : await this.repository.findSeqAt(writer, after);
  }
}

// nothing says that what was edited by hand still has the form of a record
function linkOf({ chain }: { chain?: unknown }): { writer: string; seq: number } | null {
  if (typeof chain !== 'object' || chain === null) return null;
  const { writer, seq } = chain as Record<string, unknown>;
  return typeof writer === 'string' && typeof seq === 'number' ? { writer, seq } : null;
}

function advance(chains: Map<string, number>, writer: string, seq: number): void {
  chains.delete(writer);
  chains.set(writer, seq);
}

function latest(chains: ReadonlyMap<string, number>): LogPosition['chains'] {
  return [...chains].slice(-MAX_CHAINS).map(([writer, seq]) => ({ writer, seq }));
}
