import { Inject, Injectable } from '@nestjs/common';
import { deriveKey } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AUDIT_KEY_PURPOSE } from './audit-log.service.js';
import type { ChainHead } from './audit-record.js';
import { type ChainBreak, ChainWalker } from './chain-walker.js';

/** How far a verification has come; `total` is the database's estimate. */
export interface VerificationProgress {
  readonly checked: number;
  readonly total: number;
}

/** What a verification found: the first break, or none; the ends of the chains, to compare with ends noted elsewhere. */
export interface VerificationResult {
  readonly ok: boolean;
  readonly checked: number;
  readonly broken: ChainBreak | null;
  readonly ends: readonly ChainHead[];
}

const PAGE = 1_000;

/** Proves that nobody edited, removed, inserted or moved a record of the audit log, or names the first one that shows it. */
@Injectable()
export class AuditVerifierService {
  private readonly key: Buffer;

  constructor(
    private readonly repository: AuditLogRepository,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.key = deriveKey(config.secrets.audit, AUDIT_KEY_PURPOSE);
  }

  /**
   * Walks the log from its first record to the one that is the last when it starts, in constant memory, while others
   * write. It cannot tell that the last records of a chain are gone when no later chain names them: compare `ends`.
   * @returns a generator that yields the progress after every 1,000 records and returns the result
   * @throws the driver's error when the database goes away
   */
  async *verify(): AsyncGenerator<VerificationProgress, VerificationResult> {
    const walker = new ChainWalker(this.key, this.repository);
    const upTo = await this.repository.greatestId();
    const total = await this.repository.estimateCount();
    const foreign = await this.repository.findForeignId();
    let checked = 0;
    let after: string | null = null;
    while (upTo !== null) {
      const page = await this.repository.pageForVerification(after, upTo, PAGE);
      for (const document of page) {
        const broken = await walker.take(document);
        if (broken !== null) return { ok: false, checked, broken, ends: walker.ends };
        checked += 1;
        after = String(document['_id']);
      }
      if (page.length < PAGE) break;
      yield { checked, total: Math.max(total, checked) };
    }
    const broken = foreign === null ? null : foreignRecord(foreign);
    return { ok: broken === null, checked, broken, ends: walker.ends };
  }
}

function foreignRecord(recordId: string): ChainBreak {
  const explanation = 'Its id is none that this product makes.';
  return { kind: 'inserted', recordId, writer: null, seq: null, explanation };
}
