import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { Submission } from '@classy-book/contracts/assignments';
import type { FileInfo } from '@classy-book/contracts/files';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { AssignmentClient, type AssignmentAddress } from './assignment-client';

/** What was done last, for who cannot see it. */
export type AssignmentNews = 'saved' | 'handedIn' | null;

/** The work of a learner on one assignment. Provided by the panel. */
@Service({ autoProvided: false })
export class AssignmentStore {
  private readonly client = inject(AssignmentClient);
  private readonly address = signal<AssignmentAddress | null>(null);
  private readonly resource = this.client.read(this.address);
  private readonly busy = signal(false);
  private readonly problem = signal<ApiFailure | null>(null);
  private readonly told = signal<AssignmentNews>(null);

  readonly submission = linkedSignal<Submission | null>(() =>
    this.resource.hasValue() ? this.resource.value() : null,
  );
  readonly text = linkedSignal(() => this.submission()?.text ?? '');
  readonly files = linkedSignal<readonly FileInfo[]>(() => this.submission()?.files ?? []);
  readonly working = this.busy.asReadonly();
  readonly failure = this.problem.asReadonly();
  readonly news = this.told.asReadonly();
  readonly loadFailure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly dirty = computed(() => {
    const submission = this.submission();
    if (submission === null) return false;
    const ids = (files: readonly FileInfo[]): string => files.map(({ id }) => id).join();
    return submission.text !== this.text() || ids(submission.files) !== ids(this.files());
  });
  readonly blank = computed(() => this.text().trim() === '' && this.files().length === 0);

  open(address: AssignmentAddress): void {
    this.address.set(address);
  }

  /** Takes the newest state; what was written here and is not in it stays, under it. */
  async reload(): Promise<void> {
    const address = this.address();
    if (address === null) return;
    const [mine, files, before] = [this.text(), this.files(), this.submission()];
    this.problem.set(null);
    try {
      const theirs = await this.client.readAgain(address);
      this.submission.set(theirs);
      if (before === null || !theirs.open) return;
      if (!theirs.text.includes(mine)) this.text.set(theirs.text === '' ? mine : `${theirs.text}\n\n${mine}`);
      this.files.set([...theirs.files, ...files.filter((file) => theirs.files.every(({ id }) => id !== file.id))]);
    } catch (error) {
      this.problem.set(toApiFailure(error));
    }
  }

  add(file: FileInfo): void {
    this.files.update((files) => [...files, file]);
  }

  remove(id: string): void {
    this.files.update((files) => files.filter((file) => file.id !== id));
  }

  /** Keeps the work, or hands it in; true where that worked. */
  async save(submit: boolean): Promise<boolean> {
    const [address, submission] = [this.address(), this.submission()];
    if (this.busy() || address === null || submission === null) return false;
    this.busy.set(true);
    this.problem.set(null);
    this.told.set(null);
    const request = {
      version: submission.version,
      text: this.text(),
      fileIds: this.files().map(({ id }) => id),
      submit,
    };
    try {
      this.submission.set(await this.client.save(address, request));
      this.told.set(submit ? 'handedIn' : 'saved');
      return true;
    } catch (error) {
      this.problem.set(toApiFailure(error));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
