import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OwnCertificate } from '@classy-book/contracts/certificates';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiUrl } from '../../../../core/services/api';
import { CertificateStatusTag } from '../../../../shared/certificates/certificate-status-tag';
import { Icon } from '../../../../shared/components/icon/icon';
import { DayPipe } from '../../../../shared/texts/format-pipes';

/** One certificate of one's own. A revoked one is shown, but not given out any more. */
@Component({
  selector: 'app-certificate-card',
  imports: [CertificateStatusTag, DayPipe, Icon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="mark"><app-icon name="workspace-premium" /></div>
      <h2>
        <bdi [lang]="certificate().language">{{ certificate().course }}</bdi>
      </h2>
      <p class="who">
        <bdi>{{ certificate().name }}</bdi>
      </p>
      <app-certificate-status [status]="certificate().status" />
      <dl>
        <div>
          <dt>{{ t('certificates.facts.issuedAt') }}</dt>
          <dd>{{ certificate().issuedAt | day }}</dd>
        </div>
        @if (certificate().expiresAt; as end) {
          <div>
            <dt>
              {{
                t(certificate().status === 'expired' ? 'certificates.facts.expired' : 'certificates.facts.expiresAt')
              }}
            </dt>
            <dd>{{ end | day }}</dd>
          </div>
        }
        <div>
          <dt>{{ t('certificates.facts.code') }}</dt>
          <dd>
            <bdi class="mono">{{ certificate().code }}</bdi>
          </dd>
        </div>
      </dl>
      <div class="actions">
        @if (certificate().status !== 'revoked') {
          <button type="button" class="btn primary" [disabled]="busy()" (click)="download.emit()">
            <app-icon name="download" />{{ t('certificates.own.pdf') }}
            <bdi class="visually-hidden">{{ certificate().course }}</bdi>
          </button>
          <button type="button" class="btn" (click)="copyLink.emit()">
            <app-icon name="link" />{{ t('certificates.own.copy') }}
            <bdi class="visually-hidden">{{ certificate().course }}</bdi>
          </button>
          <a class="btn quiet" download [href]="badgeUrl()">
            {{ t('certificates.badge') }}
            <bdi class="visually-hidden">{{ certificate().course }}</bdi>
          </a>
        }
        <a class="btn quiet" [routerLink]="['/verify', certificate().code]">
          {{ t('certificates.own.page') }}
          <bdi class="visually-hidden">{{ certificate().course }}</bdi>
        </a>
      </div>
    </ng-container>
  `,
  styleUrl: './certificate-card.css',
  host: { class: 'card' },
})
export class CertificateCard {
  readonly certificate = input.required<OwnCertificate>();
  readonly busy = input(false);
  readonly download = output();
  readonly copyLink = output();
  protected readonly badgeUrl = computed(() => apiUrl(`/verify/${this.certificate().code}/badge`));
}
