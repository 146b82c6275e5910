import { Component, computed, input, linkedSignal } from '@angular/core';

/**
 * The round picture of a person, or their initials: where they have none, and where it cannot be had (any more). It is a
 * decoration beside the name, hidden from assistive technology, unless `label` says what it shows.
 */
@Component({
  selector: 'app-avatar',
  template: `
    @if (shown(); as source) {
      <img
        alt=""
        decoding="async"
        [src]="source"
        [srcset]="srcset()"
        [width]="size()"
        [height]="size()"
        (error)="shown.set(null)"
      />
    } @else {
      <span [attr.data-initials]="initials()"></span>
    }
  `,
  host: {
    '[style.--size]': "size() + 'px'",
    '[attr.role]': "label() === '' ? null : 'img'",
    '[attr.aria-label]': 'label() || null',
    '[attr.aria-hidden]': "label() === '' ? 'true' : null",
  },
  styles: `
    :host {
      display: block;
      flex: none;
      overflow: hidden;
      inline-size: var(--size);
      block-size: var(--size);
      border-radius: 50%;
      background: var(--brand-2);
    }
    img {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    /* Drawn, not written: the name stands beside it. */
    span::before {
      content: attr(data-initials) / '';
      display: grid;
      place-items: center;
      block-size: var(--size);
      color: var(--on-brand);
      font-size: max(11px, var(--size) * 0.36);
      font-weight: var(--weight-semi);
    }
  `,
})
export class Avatar {
  /** The address of the picture, which answers to `?width=`. */
  readonly url = input.required<string | null>();
  /** The person's name, else their email address. */
  readonly name = input.required<string>();
  /** Width and height in pixels. */
  readonly size = input(32);
  readonly label = input('');

  protected readonly srcset = computed(() => {
    const [url, size] = [this.url(), this.size()];
    return url === null ? '' : `${url}?width=${String(size)} 1x, ${url}?width=${String(size * 2)} 2x`;
  });
  protected readonly shown = linkedSignal(() => this.url());
  protected readonly initials = computed(() => initialsOf(this.name()));
}

/** Up to two letters: of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  // the first character as a reader counts them, not half of a pair
  return ends
    .map((word = '') => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
