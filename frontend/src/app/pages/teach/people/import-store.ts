import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import type { CourseImport } from '@classy-book/contracts/course-people';
import type { ApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { saveFile } from '../../../shared/account/save-file';
import { ImportDialog } from './parts/import-dialog';
import { PeopleClient } from './people-client';
import { PeopleStore } from './people-store';

const LOOK_EVERY_MS = 1_000;
const MAX_BYTES = 900_000;

/** Importing people from a file: what it would do, then how far it is, then what came of it. Provided by the page. */
@Service({ autoProvided: false })
export class ImportStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(PeopleClient);
  private readonly document = inject(DOCUMENT);
  private readonly failureText = inject(FailureText);
  private readonly people = inject(PeopleStore);
  private readonly csv = signal<string | null>(null);
  private readonly current = signal<CourseImport | null>(null);
  private readonly failed = signal<string | null>(null);
  private readonly working = signal(false);
  private readonly mails = signal(false);

  readonly result = this.current.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly problem = this.failed.asReadonly();
  readonly invite = this.mails.asReadonly();
  readonly running = computed(() => ['waiting', 'running'].includes(this.current()?.state ?? ''));

  /** Opens the dialog; an import goes on when it is closed. */
  async open(): Promise<void> {
    if (!this.running()) this.reset();
    await this.actions.ask(ImportDialog, this, '640px');
    this.people.reload();
  }

  /** Says what a file would do. */
  async read(file: File): Promise<void> {
    this.reset();
    if (file.size > MAX_BYTES) {
      this.failed.set(this.failureText.of({ code: 'PAYLOAD_TOO_LARGE', message: '' } as ApiFailure));
      return;
    }
    this.csv.set(await textOf(file));
    await this.preview();
  }

  async setInvite(invite: boolean): Promise<void> {
    this.mails.set(invite);
    await this.preview();
  }

  /** Begins the import and follows it to its end. */
  async start(): Promise<void> {
    const begun = await this.send(false);
    if (begun?.id == null) return;
    await this.follow(begun.id);
    this.people.reload();
  }

  /** Saves the report, row by row. */
  async save(): Promise<void> {
    const [course, id] = [this.people.course(), this.current()?.id ?? null];
    if (course === null || id === null) return;
    const outcome = await this.actions.attempt(() => this.client.report(course, id));
    if (outcome.ok) saveFile(this.document, outcome.value, 'import.csv');
  }

  reset(): void {
    this.csv.set(null);
    this.current.set(null);
    this.failed.set(null);
  }

  private async preview(): Promise<void> {
    if (this.csv() !== null) await this.send(true);
  }

  private async send(dryRun: boolean): Promise<CourseImport | null> {
    const [course, csv] = [this.people.course(), this.csv()];
    if (course === null || csv === null || this.working()) return null;
    this.working.set(true);
    this.failed.set(null);
    const request = { csv, dryRun, invite: this.mails() };
    const outcome = await this.actions.attempt(() => this.client.import(course, request), ['VALIDATION_FAILED']);
    this.working.set(false);
    if (outcome.ok) this.current.set(outcome.value);
    else if (!outcome.told) this.failed.set(outcome.failure.message);
    return outcome.ok ? outcome.value : null;
  }

  private async follow(id: string): Promise<void> {
    const course = this.people.course();
    while (course !== null && this.running()) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      try {
        this.current.set(await this.client.importOf(course, id));
      } catch {
        // the import goes on; the next look may be luckier
      }
    }
  }
}

// files of older spreadsheet programs are in Windows-1256 or Windows-1252 rather than UTF-8
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1256').decode(bytes);
  }
}
