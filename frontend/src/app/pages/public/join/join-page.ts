import { Component, type ElementRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { Field } from '../../../shared/components/field/field';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { JoinStore } from './join-store';

/** Joining a course with an invitation or a code; without one in the address, a code is asked for. */
@Component({
  selector: 'app-join-page',
  imports: [Banner, Field, MessagePage, NarrowCard, PluralPipe, RouterLink, Skeleton, TranslocoPipe],
  providers: [JoinStore, provideTranslocoScope('people', 'account')],
  templateUrl: './join-page.html',
  styleUrl: '../../../shared/identity/form-page.css',
})
export default class JoinPage {
  private readonly router = inject(Router);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('typed');
  protected readonly store = inject(JoinStore);
  protected readonly missing = signal(false);

  /** What was followed or typed, out of the address. */
  readonly code = input<string>();

  constructor() {
    effect(() => {
      const code = this.code();
      untracked(() => {
        if (code !== undefined) void this.store.look(code);
      });
    });
  }

  protected enter(event: Event, typed: string): void {
    event.preventDefault();
    const code = typed.trim();
    this.missing.set(code === '');
    if (code === '') this.field()?.nativeElement.focus();
    else void this.router.navigate(['/join', code]);
  }
}
