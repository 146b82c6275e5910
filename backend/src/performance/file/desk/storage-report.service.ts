import { type StorageReport, storageKinds } from '@classy-book/contracts/file-desk';
import { filePurposes } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { fullNameOf } from '../../../common/text/full-name.js';
import { UserDirectoryService } from '../../../security/users/user-directory.service.js';
import { FileQuota } from '../lifecycle/file-quota.js';
import { FileSumsRepository, type KindOfFiles, type Share } from './file-sums.repository.js';
import { StorageState } from './storage-state.js';

const MOST_OWNERS = 10;
const FRESH_MS = 10_000;

/** How much is stored, of what, by whom, and how the storage is. */
@Injectable()
export class StorageReportService {
  private last: { readonly report: Promise<StorageReport>; readonly until: number } | null = null;

  constructor(
    private readonly sums: FileSumsRepository,
    private readonly people: UserDirectoryService,
    private readonly quota: FileQuota,
    private readonly state: StorageState,
    private readonly clock: Clock,
  ) {}

  /** At most ten seconds old: however many look at it, every file is counted once in that time. */
  async report(): Promise<StorageReport> {
    const now = this.clock.now().getTime();
    if (this.last !== null && now < this.last.until) return await this.last.report;
    const report = this.make();
    this.last = { report, until: now + FRESH_MS };
    report.catch(() => {
      this.last = null;
    });
    return await report;
  }

  private async make(): Promise<StorageReport> {
    const [kinds, unused, owners, saved, storage, scanner] = await Promise.all([
      this.sums.byKind(),
      this.sums.unused(),
      this.owners(),
      this.sums.saved(),
      this.state.ofStorage(),
      this.state.ofScanner(),
    ]);
    const stored = kinds.filter(({ _id }) => _id.state === 'stored');
    const inState = (...states: readonly string[]) => sum(kinds.filter(({ _id }) => states.includes(_id.state)));
    return {
      total: sum(stored),
      ...{ saved, unused, owners },
      deleting: inState('deleting'),
      checking: inState('uploading', 'checking'),
      byPurpose: filePurposes.map((purpose) => ({ purpose, ...sum(ofKind(stored, 'purpose', purpose)) })),
      byStorage: storageKinds.map((kind) => ({ storage: kind, ...sum(ofKind(stored, 'storage', kind)) })),
      ...{ storage, scanner },
    };
  }

  private async owners(): Promise<StorageReport['owners']> {
    const most = await this.sums.owners(MOST_OWNERS);
    const ids = most.map(({ _id }) => _id);
    const [accounts, quotas] = await Promise.all([this.people.findByIds(ids), this.quota.quotasOf(ids)]);
    return most.map(({ _id: id, files, bytes }) => {
      const account = accounts.get(id);
      const name = account === undefined ? '' : fullNameOf(account.profile);
      return { id, name, email: account?.email ?? '', files, bytes, quota: quotas.get(id)?.bytes ?? 0 };
    });
  }
}

function ofKind<K extends keyof KindOfFiles['_id']>(
  kinds: readonly KindOfFiles[],
  key: K,
  value: KindOfFiles['_id'][K],
): KindOfFiles[] {
  return kinds.filter(({ _id }) => _id[key] === value);
}

function sum(shares: readonly Share[]): Share {
  return {
    files: shares.reduce((total, { files }) => total + files, 0),
    bytes: shares.reduce((total, { bytes }) => total + bytes, 0),
  };
}
