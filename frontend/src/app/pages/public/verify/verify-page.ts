import { Component, effect, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { DayPipe } from '../../../shared/texts/format-pipes';
import { VerifyStore } from './verify-store';

const kinds = { valid: 'ok', expired: 'warn', revoked: 'danger' } as const;

/** Whether a certificate is what it says: for anybody, by the code that stands on it. */
@Component({
  selector: 'app-verify-page',
  imports: [Banner, DayPipe, Icon, NarrowCard, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('certificates'), VerifyStore],
  templateUrl: './verify-page.html',
  styleUrl: './verify-page.css',
})
export default class VerifyPage {
  /** From the address; empty where nobody has typed one yet. */
  readonly code = input('', { transform: (code: string | undefined) => code ?? '' });
  private readonly router = inject(Router);
  protected readonly store = inject(VerifyStore);
  protected readonly kinds = kinds;

  constructor() {
    effect(() => {
      this.store.look(this.code());
    });
  }

  protected verify(event: Event, field: HTMLInputElement): void {
    event.preventDefault();
    const code = field.value.trim();
    if (code === '') field.focus();
    else if (code === this.code()) this.store.again();
    else void this.router.navigate(['/verify', code]);
  }
}
