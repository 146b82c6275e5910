import { Component, computed, input, output } from '@angular/core';
import type { CourseCertificate } from '@classy-book/contracts/certificates';
import { TranslocoDirective } from '@jsverse/transloco';
import { CertificateStatusTag } from '../../../../shared/certificates/certificate-status-tag';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe, DayPipe } from '../../../../shared/texts/format-pipes';

/** One certificate of a course, for its teachers. */
@Component({
  selector: 'app-issued-certificate',
  imports: [CertificateStatusTag, CountPipe, DayPipe, Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="who">
        <p class="name">
          <bdi>{{ certificate().name }}</bdi>
        </p>
        <p>
          <bdi>{{ certificate().email }}</bdi>
        </p>
      </div>
      <app-certificate-status [status]="certificate().status" />
      <dl>
        <div>
          <dt>{{ t('certificates.facts.issuedAt') }}</dt>
          <dd>{{ certificate().issuedAt | day }}</dd>
        </div>
        <div>
          <dt>{{ t('certificates.facts.expiresAt') }}</dt>
          <dd>
            @if (certificate().expiresAt; as end) {
              {{ end | day }}
            } @else {
              {{ t('certificates.facts.never') }}
            }
          </dd>
        </div>
        @if (certificate().grade !== null) {
          <div>
            <dt>{{ t('certificates.facts.grade') }}</dt>
            <dd>
              <bdi>{{ certificate().grade ?? 0 | count }}%</bdi>
            </dd>
          </div>
        }
        <div>
          <dt>{{ t('certificates.facts.code') }}</dt>
          <dd>
            <bdi class="mono">{{ certificate().code }}</bdi>
          </dd>
        </div>
      </dl>
      @if (reason(); as reason) {
        <p class="reason">{{ t('certificates.teach.reason', { reason }) }}</p>
      }
      <div class="actions">
        @if (certificate().status !== 'revoked') {
          <button type="button" class="btn" (click)="download.emit()">
            <app-icon name="download" />{{ t('certificates.own.pdf') }}
            <bdi class="visually-hidden">{{ certificate().name }}</bdi>
          </button>
        }
        <button type="button" class="btn quiet" (click)="changeAsked.emit()">
          {{ t(certificate().status === 'revoked' ? 'certificates.teach.reinstate' : 'certificates.teach.revoke') }}
          <bdi class="visually-hidden">{{ certificate().name }}</bdi>
        </button>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: start;
      gap: var(--space-3) var(--space-4);
      padding: var(--space-4) var(--space-5);
    }
    .who p {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .who .name {
      color: var(--ink);
      font-size: var(--text-md);
      font-weight: var(--weight-semi);
    }
    dl,
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-6);
    }
    dl,
    .reason,
    .actions {
      grid-column: 1 / -1;
    }
    .actions {
      gap: var(--space-2);
    }
    dt {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    dd,
    .reason {
      font-size: var(--text-sm);
    }
  `,
  host: { class: 'card' },
})
export class IssuedCertificate {
  readonly certificate = input.required<CourseCertificate>();
  readonly download = output();
  /** Revoking, or putting in force again. */
  readonly changeAsked = output();
  /** Why it stands as it stands; null for one that nobody touched. */
  protected readonly reason = computed(() => this.certificate().history.at(-1)?.reason ?? null);
}
