import { DOCUMENT, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { I18nService } from '../../../core/services/i18n';
import { Icon } from '../icon/icon';
import { copyText } from './copy-text';

/** New backup codes, shown once: to download, to print, to copy. Goes on when they are said to be kept. */
@Component({
  selector: 'app-backup-codes',
  imports: [Icon, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <h2 tabindex="-1">{{ 'identity.backup.title' | transloco }}</h2>
    <p>{{ 'identity.backup.lead' | transloco }}</p>
    <ul dir="ltr" [attr.aria-label]="'identity.backup.list' | transloco">
      @for (code of codes(); track code) {
        <li>{{ code }}</li>
      }
    </ul>
    <div class="ways">
      <a class="btn" [href]="file()" [attr.download]="'identity.backup.fileName' | transloco">
        <app-icon name="download" />{{ 'identity.backup.download' | transloco }}
      </a>
      <button type="button" class="btn" (click)="print()">
        <app-icon name="print" />{{ 'identity.backup.print' | transloco }}
      </button>
      <button type="button" class="btn" (click)="copy()">
        <app-icon [name]="copied() ? 'check' : 'content-copy'" />
        <span aria-live="polite">{{ (copied() ? 'identity.enrol.copied' : 'identity.backup.copy') | transloco }}</span>
      </button>
    </div>
    <button type="button" class="btn primary large" (click)="kept.emit()">
      {{ 'identity.backup.kept' | transloco }}
    </button>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    h2 {
      font-size: var(--text-lg);
      font-weight: var(--weight-semi);
    }
    p {
      color: var(--ink-2);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
      gap: var(--space-2) var(--space-4);
      padding: var(--space-4);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      font-family: var(--font-mono);
      font-size: var(--text-md);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    .primary {
      justify-self: start;
    }
    @media print {
      .ways,
      .primary {
        display: none;
      }
    }
  `,
})
export class BackupCodes {
  private readonly auth = inject(AuthService);
  private readonly document = inject(DOCUMENT);
  private readonly i18n = inject(I18nService);

  readonly codes = input.required<readonly string[]>();
  /** The person says that the codes are in a safe place. */
  readonly kept = output();
  protected readonly copied = signal(false);
  private readonly text = computed(() => {
    const email = this.auth.user()?.email ?? '';
    const head = this.i18n.text('identity.backup.fileHead', { email });
    const foot = this.i18n.text('identity.backup.fileFoot', { moment: this.i18n.dateTime(new Date()) });
    return [head, '', ...this.codes(), '', foot, ''].join('\n');
  });
  protected readonly file = computed(() => `data:text/plain;charset=utf-8,${encodeURIComponent(this.text())}`);

  protected async copy(): Promise<void> {
    this.copied.set(await copyText(this.codes().join('\n')));
  }

  /** Prints the codes and nothing around them: see `overlays.css`. */
  protected print(): void {
    const root = this.document.documentElement;
    root.setAttribute('data-print', 'backup-codes');
    this.document.defaultView?.print();
    root.removeAttribute('data-print');
  }
}
