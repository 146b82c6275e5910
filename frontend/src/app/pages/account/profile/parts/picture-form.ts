import {
  Component,
  DOCUMENT,
  type ElementRef,
  afterRenderEffect,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import { Avatar } from '../../../../shared/components/avatar/avatar';
import { Upload } from '../../../../shared/upload/upload';

/** The picture of a person: as it is, as it would be, and the ways to choose another one or none. */
@Component({
  selector: 'app-picture-form',
  imports: [Avatar, TranslocoPipe, Upload],
  template: `
    <app-avatar
      [url]="offered()?.url ?? url()"
      [name]="name()"
      [size]="96"
      [label]="(offered() ? 'account.picture.new' : 'account.picture.yours') | transloco"
    />
    <div #choices class="choices" tabindex="-1" role="group" [attr.aria-label]="'account.picture.heading' | transloco">
      @if (offered()) {
        <p>{{ 'account.picture.ask' | transloco }}</p>
        <div class="buttons">
          <button #use type="button" class="btn primary" [disabled]="busy()" (click)="chosen.emit()">
            {{ (busy() ? 'account.saving' : 'account.picture.use') | transloco }}
          </button>
          <button type="button" class="btn" [disabled]="busy()" (click)="discarded.emit()">
            {{ 'account.picture.discard' | transloco }}
          </button>
        </div>
      } @else {
        <app-upload
          purpose="avatar"
          [label]="(url() === null ? 'account.picture.choose' : 'account.picture.replace') | transloco"
          (uploaded)="uploaded.emit($event)"
        />
        @if (url() !== null) {
          <button type="button" class="btn" [disabled]="busy()" (click)="removed.emit()">
            {{ 'account.picture.remove' | transloco }}
          </button>
        }
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-4) var(--space-6);
    }
    .choices {
      display: grid;
      flex: 1 1 260px;
      justify-items: start;
      gap: var(--space-3);
      min-inline-size: 0;
    }
    .choices:focus {
      outline: none;
    }
    app-upload {
      inline-size: 100%;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class PictureForm {
  /** The picture of now. */
  readonly url = input.required<string | null>();
  readonly name = input.required<string>();
  /** What was uploaded and waits to be chosen. */
  readonly offered = input.required<FileInfo | null>();
  readonly busy = input(false);
  readonly uploaded = output<FileInfo>();
  readonly chosen = output();
  readonly discarded = output();
  readonly removed = output();
  private readonly choices = viewChild.required<ElementRef<HTMLElement>>('choices');
  private readonly use = viewChild<ElementRef<HTMLElement>>('use');
  private readonly document = inject(DOCUMENT);
  private shown: string | null = null;

  constructor() {
    // Where the button that was pressed is gone the focus goes to what took its place.
    afterRenderEffect(() => {
      const state = `${this.offered()?.id ?? ''} ${String(this.url() === null)}`;
      const next = this.use() ?? this.choices();
      const isNew = this.shown !== null && this.shown !== state;
      this.shown = state;
      if (isNew && this.document.activeElement === this.document.body) next.nativeElement.focus();
    });
  }
}
