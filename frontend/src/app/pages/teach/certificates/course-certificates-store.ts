import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import type { CertificateStatus, CourseCertificate } from '@classy-book/contracts/certificates';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { saveFile } from '../../../shared/account/save-file';
import { CursorList, type Query } from '../../../shared/lists/cursor-list';
import { ReasonDialog } from '../../../shared/people/reason-dialog';
import { Texts } from '../../../shared/texts/texts';
import { CourseCertificatesClient } from './course-certificates-client';

/** The certificates of a course, and what its teachers do with them. Provided by the page. Nothing here throws. */
@Service({ autoProvided: false })
export class CourseCertificatesStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(CourseCertificatesClient);
  private readonly document = inject(DOCUMENT);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  private readonly courseId = signal<string | null>(null);
  private readonly wanted = signal<CertificateStatus | null>(null);
  private readonly working = signal(false);

  readonly list = new CursorList<CourseCertificate>(
    {
      firstPage: (query) => this.client.firstPage(this.courseId, query),
      nextPage: (query, cursor) => this.client.nextPage(this.courseId() ?? '', query, cursor),
    },
    ({ id }) => id,
    (): Query => {
      const status = this.wanted();
      return status === null ? {} : { status };
    },
  );
  readonly status = this.wanted.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly problem = computed(() => {
    const failure = this.list.failure();
    return failure === null ? '' : this.failureText.of(failure);
  });

  open(courseId: string): void {
    this.courseId.set(courseId);
  }

  filter(status: CertificateStatus | null): void {
    this.wanted.set(status);
  }

  /** Issues to everybody who completed the course, a hundred at a time, once that is confirmed. */
  async issue(): Promise<void> {
    const course = this.courseId();
    if (course === null || this.working()) return;
    const sure = await this.actions.confirm({
      heading: this.texts.of('certificates.teach.issueHeading'),
      points: [this.texts.of('certificates.teach.issuePoint')],
      confirm: this.texts.of('certificates.teach.issueConfirm'),
      danger: false,
    });
    if (!sure) return;
    this.working.set(true);
    const outcome = await this.actions.attempt(() => this.issueAll(course));
    this.working.set(false);
    if (outcome.ok) this.actions.tellCount('certificates.teach.issued', outcome.value);
    this.list.reload();
  }

  /** Revokes a certificate, or puts a revoked one in force again, with a reason. */
  async change(certificate: CourseCertificate): Promise<void> {
    const course = this.courseId();
    if (course === null) return;
    const what = certificate.status === 'revoked' ? 'reinstate' : 'revoke';
    const { id, name } = certificate;
    const reason = await this.actions.ask<string>(ReasonDialog, {
      heading: this.texts.of(`certificates.teach.${what}Heading`, { name }),
      points: [this.texts.of(`certificates.teach.${what}Point`)],
      confirm: this.texts.of(`certificates.teach.${what}`),
      danger: what === 'revoke',
    });
    if (reason === undefined) return;
    const outcome = await this.actions.attempt(() => this.client.change(course, id, what, reason));
    if (!outcome.ok) return;
    this.actions.tell(`certificates.teach.${what === 'revoke' ? 'revoked' : 'reinstated'}`);
    this.list.update((rows) => ({
      ...rows,
      shown: rows.shown.map((row) => (row.id === id ? outcome.value : row)),
    }));
  }

  async download({ id, code }: CourseCertificate): Promise<void> {
    const course = this.courseId();
    if (course === null) return;
    const outcome = await this.actions.attempt(() => this.client.pdf(course, id));
    if (outcome.ok) saveFile(this.document, outcome.value, `certificate-${code}.pdf`);
  }

  private async issueAll(course: string): Promise<number> {
    let issued = 0;
    let cursor: string | null = null;
    do {
      const answer = await this.client.issue(course, cursor);
      issued += answer.issued;
      cursor = answer.cursor;
    } while (cursor !== null);
    return issued;
  }
}
