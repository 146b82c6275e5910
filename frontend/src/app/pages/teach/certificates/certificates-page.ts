import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { certificateStatuses, type CertificateStatus } from '@classy-book/contracts/certificates';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { Texts } from '../../../shared/texts/texts';
import { CourseCertificatesStore } from './course-certificates-store';
import { IssuedCertificate } from './parts/issued-certificate';

/** The certificates of a course. */
@Component({
  selector: 'app-course-certificates-page',
  imports: [CourseTabs, EmptyState, IssuedCertificate, Segmented, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'teach', 'certificates'), CourseCertificatesStore],
  templateUrl: './certificates-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './certificates-page.css'],
})
export default class CourseCertificatesPage {
  private readonly texts = inject(Texts);
  protected readonly store = inject(CourseCertificatesStore);
  /** The id of the course, out of the address. */
  readonly course = input.required<string>();
  protected readonly choices = computed(() => [
    { value: 'all' as const, label: this.texts.of('certificates.teach.all') },
    ...certificateStatuses.map((value) => ({ value, label: this.texts.of(`certificates.status.${value}`) })),
  ]);

  constructor() {
    effect(() => {
      const course = this.course();
      untracked(() => {
        this.store.open(course);
      });
    });
  }

  protected filter(choice: CertificateStatus | 'all'): void {
    this.store.filter(choice === 'all' ? null : choice);
  }
}
