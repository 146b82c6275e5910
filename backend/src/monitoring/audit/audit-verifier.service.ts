import type { AuditCheckpoint, AuditProgress } from '@classy-book/contracts/audit';
import { Inject, Injectable } from '@nestjs/common';
import { deriveKey } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AUDIT_KEY_PURPOSE } from './audit-log.service.js';
import type { ChainHead } from './audit-record.js';
import { CheckpointCopyRepository } from './checkpoint-copy.repository.js';
import { CheckpointEvidence } from './checkpoint-evidence.js';
import { CheckpointFile } from './checkpoint-file.js';
import { CheckpointSigner, toCheckpoint } from './checkpoint.js';
import { type ChainBreak, ChainWalker } from './chain-walker.js';
import { PRUNED, SealedEnds, sealsIn } from './seals.js';

/** What a verification found: the first break, or none; the ends of the chains, and what they were compared with. */
export interface VerificationResult {
  readonly ok: boolean;
  readonly checked: number;
  readonly broken: ChainBreak | null;
  readonly ends: readonly ChainHead[];
  /** Up to where the log was walked; null where it is empty. */
  readonly lastRecordId: string | null;
  readonly checkpoints: number;
  readonly newestCheckpoint: AuditCheckpoint | null;
}

const PAGE = 1_000;

/** Proves that nobody edited, removed, inserted or moved a record of the audit log, or names the first one that shows it. */
@Injectable()
export class AuditVerifierService {
  private readonly key: Buffer;
  private readonly signer: CheckpointSigner;

  constructor(
    private readonly repository: AuditLogRepository,
    private readonly copies: CheckpointCopyRepository,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.key = deriveKey(config.secrets.audit, AUDIT_KEY_PURPOSE);
    this.signer = new CheckpointSigner(config.secrets.audit);
  }

  /** What the signatures of checkpoints are checked with: the 32 bytes of an Ed25519 key in base64url. */
  get publicKey(): string {
    return this.signer.publicKey;
  }

  /**
   * Walks the log from its first record to the one that is the last when it starts, in constant memory, while others
   * write, and compares the ends of its chains with signed checkpoints.
   * @param files files of checkpoints, each from its beginning; the one of this installation where none is named
   * @returns a generator that yields the progress after every 1,000 records and returns the result
   * @throws the driver's error when the database goes away, the system's where a file cannot be read
   */
  async *verify(files?: readonly string[]): AsyncGenerator<AuditProgress, VerificationResult> {
    const evidence = new CheckpointEvidence(this.signer);
    const forged = await this.gather(evidence, files ?? this.ownFiles());
    const seals = await this.readSeals();
    const walker = new ChainWalker(this.key, this.repository, { seals, witnesses: evidence.witnesses });
    const upTo = await this.repository.greatestId();
    const total = await this.repository.estimateCount();
    const foreign = await this.repository.findForeignId();
    let checked = 0;
    let after: string | null = null;
    const result = (broken: ChainBreak | null): VerificationResult => ({
      ...{ ok: broken === null, checked, broken, ends: walker.ends, lastRecordId: after },
      checkpoints: evidence.count,
      newestCheckpoint: evidence.newest === null ? null : toCheckpoint(evidence.newest),
    });
    yield { checked, total };
    while (upTo !== null) {
      const page = await this.repository.pageForVerification(after, upTo, PAGE);
      for (const document of page) {
        const broken = await walker.take(document);
        if (broken !== null) return result(broken);
        checked += 1;
        after = String(document['_id']);
      }
      if (page.length < PAGE) break;
      yield { checked, total: Math.max(total, checked) };
    }
    return result((foreign === null ? null : foreignRecord(foreign)) ?? (await walker.finish()) ?? forged);
  }

  private ownFiles(): readonly string[] {
    const { checkpointFile } = this.config.audit;
    return checkpointFile === null ? [] : [checkpointFile];
  }

  private async gather(evidence: CheckpointEvidence, files: readonly string[]): Promise<ChainBreak | null> {
    let first: ChainBreak | null = null;
    for (const path of files) {
      let number = 0;
      for await (const line of new CheckpointFile(path).lines()) {
        number += 1;
        first ??= evidence.takeLine(line, `Line ${String(number)} of ${path}`);
      }
    }
    for await (const line of this.copies.lines()) evidence.takeCopy(line);
    return first;
  }

  private async readSeals(): Promise<ReadonlyMap<string, ChainHead>> {
    const sealed = new SealedEnds();
    for await (const document of this.repository.allOfAction(PRUNED)) sealed.add(sealsIn(document, this.key));
    return sealed.ends;
  }
}

function foreignRecord(recordId: string): ChainBreak {
  const explanation = 'Its id is none that this product makes.';
  return { kind: 'inserted', recordId, writer: null, seq: null, explanation };
}
