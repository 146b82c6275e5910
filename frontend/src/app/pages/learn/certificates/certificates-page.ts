import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { LoadState } from '../../../shared/account/load-state';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { CertificatesStore } from './certificates-store';
import { CertificateCard } from './parts/certificate-card';

/** The certificates of whoever is signed in. */
@Component({
  selector: 'app-certificates-page',
  imports: [CertificateCard, EmptyState, LoadState, RouterLink, TranslocoDirective],
  providers: [provideTranslocoScope('certificates', 'account'), CertificatesStore],
  template: `
    <div class="page" *transloco="let t">
      <header>
        <h1 tabindex="-1">{{ t('certificates.own.title') }}</h1>
        <p>{{ t('certificates.own.text') }}</p>
      </header>
      <app-load-state
        [loading]="store.certificates.loading()"
        [problem]="store.certificates.problem()"
        (retried)="store.certificates.reload()"
      />
      @if (store.certificates.value(); as certificates) {
        @if (certificates.length === 0) {
          <app-empty-state
            icon="workspace-premium"
            [heading]="t('certificates.own.none')"
            [text]="t('certificates.own.noneText')"
          >
            <a class="btn primary" routerLink="/courses">{{ t('certificates.own.find') }}</a>
          </app-empty-state>
        } @else {
          <ul>
            @for (certificate of certificates; track certificate.id) {
              <li>
                <app-certificate-card
                  [certificate]="certificate"
                  [busy]="store.busy() === certificate.id"
                  (download)="store.download(certificate)"
                  (copyLink)="store.copyLink(certificate)"
                />
              </li>
            }
          </ul>
        }
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .page {
      inline-size: min(860px, 100%);
      margin-inline: auto;
      gap: var(--space-5);
      padding: var(--space-10) clamp(var(--space-4), 4vw, var(--space-10)) var(--space-16);
    }
    header p {
      margin-block-start: var(--space-2);
      color: var(--ink-2);
    }
    ul {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export default class CertificatesPage {
  protected readonly store = inject(CertificatesStore);
}
