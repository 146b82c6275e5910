import { Component, computed, effect, input, output, signal, untracked, viewChild } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { CodeBoxes } from '../code-boxes/code-boxes';
import { Icon } from '../icon/icon';
import { Skeleton } from '../skeleton/skeleton';
import { copyText } from './copy-text';
import { grouped, qrImage } from './qr-image';

/** The secret of an authenticator app: as a QR code, as a key to type, and the first code that proves that it works. */
@Component({
  selector: 'app-totp-setup',
  imports: [CodeBoxes, Icon, Skeleton, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <form novalidate [attr.aria-busy]="busy()" (submit)="send($event)">
      <section>
        <h2>{{ 'identity.enrol.scanTitle' | transloco }}</h2>
        <p>{{ 'identity.enrol.scanText' | transloco }}</p>
        <div class="picture">
          @if (image(); as source) {
            <img width="184" height="184" [src]="source" [alt]="'identity.enrol.qr' | transloco" />
          } @else {
            <app-skeleton width="184px" height="184px" />
          }
          <div class="manual">
            <p id="totp-key-label">{{ 'identity.enrol.manual' | transloco }}</p>
            <code aria-labelledby="totp-key-label" dir="ltr">{{ key() }}</code>
            <button type="button" class="btn" (click)="copy()">
              <app-icon [name]="copied() ? 'check' : 'content-copy'" />
              <span aria-live="polite">
                {{ (copied() ? 'identity.enrol.copied' : 'identity.enrol.copy') | transloco }}
              </span>
            </button>
          </div>
        </div>
      </section>
      <section>
        <h2>{{ 'identity.enrol.confirmTitle' | transloco }}</h2>
        <app-code-boxes
          #boxes
          fieldId="totp-code"
          [label]="'identity.factor.code' | transloco"
          [error]="error()"
          [(value)]="code"
          (completed)="confirm()"
        />
        <button type="submit" class="btn primary large" [disabled]="busy()">
          {{ (busy() ? 'identity.factor.busy' : 'identity.enrol.confirm') | transloco }}
        </button>
      </section>
    </form>
  `,
  styles: `
    form,
    section {
      display: grid;
      gap: var(--space-3);
    }
    form {
      gap: var(--space-8);
    }
    h2 {
      font-size: var(--text-lg);
      font-weight: var(--weight-semi);
    }
    p {
      color: var(--ink-2);
    }
    .picture {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-5);
    }
    /* Readers of codes want dark on light, with a margin, in either theme. */
    img {
      border-radius: var(--radius-sm);
      background: #ffffff;
    }
    .manual {
      display: grid;
      flex: 1 1 200px;
      justify-items: start;
      gap: var(--space-2);
      font-size: var(--text-sm);
    }
    code {
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      font-family: var(--font-mono);
      overflow-wrap: anywhere;
    }
    .btn.primary {
      justify-self: start;
    }
  `,
})
export class TotpSetup {
  /** The `otpauth:` address. */
  readonly uri = input.required<string>();
  /** The same secret in base32. */
  readonly secret = input.required<string>();
  readonly busy = input(false);
  readonly error = input('');
  readonly confirmed = output<string>();
  private readonly boxes = viewChild<CodeBoxes>('boxes');
  protected readonly code = signal('');
  protected readonly image = signal<string | null>(null);
  protected readonly copied = signal(false);
  protected readonly key = computed(() => grouped(this.secret()));

  constructor() {
    effect(() => {
      const uri = this.uri();
      this.image.set(null);
      void qrImage(uri).then((image) => {
        if (uri === this.uri()) this.image.set(image);
      });
    });
    effect(() => {
      if (this.error() === '') return;
      untracked(() => {
        this.code.set('');
        this.boxes()?.focus();
      });
    });
  }

  protected async copy(): Promise<void> {
    this.copied.set(await copyText(this.secret()));
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.confirm();
  }

  protected confirm(): void {
    if (this.busy()) return;
    if (this.code().length === 6) this.confirmed.emit(this.code());
    else this.boxes()?.focus();
  }
}
