import { Component, input } from '@angular/core';
import type { CertificateStatus } from '@classy-book/contracts/certificates';
import { TranslocoPipe } from '@jsverse/transloco';

const looks = { valid: 'ok', expired: 'warn', revoked: 'danger' } as const;

/** What a certificate is worth now. Texts: scope `certificates`. */
@Component({
  selector: 'app-certificate-status',
  imports: [TranslocoPipe],
  template: `<span class="tag" [class]="looks[status()]">{{ 'certificates.status.' + status() | transloco }}</span>`,
})
export class CertificateStatusTag {
  readonly status = input.required<CertificateStatus>();
  protected readonly looks = looks;
}
