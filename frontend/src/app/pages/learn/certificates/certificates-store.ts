import { Clipboard } from '@angular/cdk/clipboard';
import { DOCUMENT, Service, inject, signal } from '@angular/core';
import type { OwnCertificate } from '@classy-book/contracts/certificates';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { loadedFrom } from '../../../shared/account/loaded';
import { saveFile } from '../../../shared/account/save-file';
import { Texts } from '../../../shared/texts/texts';
import { CertificatesClient } from './certificates-client';

/** Somebody's own certificates, and what can be done with them. Nothing here throws. */
@Service({ autoProvided: false })
export class CertificatesStore {
  private readonly client = inject(CertificatesClient);
  private readonly clipboard = inject(Clipboard);
  private readonly document = inject(DOCUMENT);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly fetching = signal<string | null>(null);

  readonly certificates = loadedFrom(this.client.list());
  /** The one whose file is being fetched. */
  readonly busy = this.fetching.asReadonly();

  async download({ id, code }: OwnCertificate): Promise<void> {
    if (this.fetching() !== null) return;
    this.fetching.set(id);
    try {
      saveFile(this.document, await this.client.pdf(id), `certificate-${code}.pdf`);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.fetching.set(null);
    }
  }

  copyLink({ verifyUrl }: OwnCertificate): void {
    const copied = this.clipboard.copy(verifyUrl);
    const message = this.texts.of(copied ? 'certificates.own.copied' : 'certificates.own.copyFailed');
    this.toasts.show({ kind: copied ? 'ok' : 'warn', message });
  }
}
