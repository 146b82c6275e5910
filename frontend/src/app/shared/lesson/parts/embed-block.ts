import { Component, ElementRef, Injector, afterNextRender, computed, inject, input, linkedSignal } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { embedHosts } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../components/icon/icon';
import type { BlockOf } from '../block-template';

/**
 * A page of somebody else in a frame that may do little. It is fetched once the reader wants it: until then its host hears
 * nothing of them. Pages of other hosts than the allowed ones are not shown. Texts: scope `learn`.
 */
@Component({
  selector: 'app-embed-block',
  imports: [Icon, TranslocoPipe],
  template: `
    @if (page(); as page) {
      @if (wanted()) {
        <iframe
          sandbox="allow-scripts allow-same-origin allow-presentation allow-popups allow-forms"
          allow="fullscreen; picture-in-picture"
          referrerpolicy="strict-origin-when-cross-origin"
          [title]="name()"
          [src]="page.address"
        ></iframe>
      } @else {
        <div class="offer">
          <app-icon name="public" />
          <p class="name" dir="auto">{{ name() }}</p>
          <p>{{ 'learn.embed.explain' | transloco: { host: page.host } }}</p>
          <button type="button" class="btn" (click)="show()">{{ 'learn.embed.show' | transloco }}</button>
        </div>
      }
      <p class="source">
        <a target="_blank" rel="noopener noreferrer" [href]="block().url">
          {{ 'learn.embed.open' | transloco: { host: page.host } }}
        </a>
      </p>
    } @else {
      <p class="offer">{{ 'learn.embed.none' | transloco }}</p>
    }
  `,
  styles: `
    iframe,
    .offer {
      inline-size: 100%;
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--surface-2);
    }
    iframe {
      display: block;
      aspect-ratio: 16 / 9;
      min-block-size: 240px;
    }
    .offer {
      display: grid;
      justify-items: center;
      gap: var(--space-2);
      padding: var(--space-8) var(--space-6);
      color: var(--ink-2);
      font-size: var(--text-md);
      line-height: var(--leading);
      text-align: center;
    }
    .offer app-icon {
      font-size: 1.75rem;
    }
    .name {
      color: var(--ink);
      font-weight: var(--weight-semi);
    }
    .source {
      margin-block-start: var(--space-2);
      font-size: var(--text-xs);
    }
  `,
})
export class EmbedBlock {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly sanitizer = inject(DomSanitizer);

  readonly block = input.required<BlockOf<'embed'>>();
  /** Null where the address is none that may be shown. */
  protected readonly page = computed(() => {
    const url = URL.parse(this.block().url);
    if (url?.protocol !== 'https:' || !embedHosts.some((host) => host === url.host)) return null;
    return { host: url.host, address: this.sanitizer.bypassSecurityTrustResourceUrl(url.href) };
  });
  protected readonly name = computed(() => this.block().title || (this.page()?.host ?? ''));
  protected readonly wanted = linkedSignal({ source: () => this.block().url, computation: () => false });

  protected show(): void {
    this.wanted.set(true);
    // The button is gone: the focus goes on to what it brought.
    afterNextRender(
      { read: () => this.host.nativeElement.querySelector('iframe')?.focus() },
      { injector: this.injector },
    );
  }
}
