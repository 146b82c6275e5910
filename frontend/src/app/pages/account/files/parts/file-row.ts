import { Component, computed, input, output } from '@angular/core';
import type { OwnFile } from '@classy-book/contracts/file-desk';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../../../shared/account/when';
import { Icon } from '../../../../shared/components/icon/icon';
import { iconOf } from '../../../../shared/files/file-kind';
import { UsesList } from '../../../../shared/files/uses-list';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';

/** One of somebody's own files: what it is, what uses it, and the way to have it and to be rid of it. */
@Component({
  selector: 'app-file-row',
  imports: [FileSizePipe, Icon, TranslocoPipe, UsesList, When],
  template: `
    @if (thumbnail(); as source) {
      <img [src]="source" alt="" width="44" height="44" loading="lazy" />
    } @else {
      <span class="kind"><app-icon [name]="icon()" /></span>
    }
    <div class="what">
      <p class="name">
        <bdi>{{ file().name }}</bdi>
      </p>
      <p class="facts">
        <span>{{ 'storage.purpose.' + file().purpose | transloco }}</span>
        <span class="num">{{ file().size | fileSize }}</span>
        <span><app-when [at]="file().createdAt" /></span>
        @if (file().course; as course) {
          <bdi>{{ course.title }}</bdi>
        }
      </p>
      @if (file().uses.length > 0) {
        <app-uses-list [uses]="file().uses" [linked]="linked()" />
      } @else {
        <p class="none">{{ 'storage.uses.none' | transloco }}</p>
      }
    </div>
    <div class="actions">
      <a
        class="icon-btn"
        [href]="file().url"
        [attr.download]="file().name"
        [attr.aria-label]="'storage.own.downloadNamed' | transloco: { name: file().name }"
        [title]="'storage.details.download' | transloco"
        ><app-icon name="download"
      /></a>
      @if (handedIn()) {
        <small>{{ 'storage.own.handedIn' | transloco }}</small>
      } @else {
        <button
          type="button"
          class="btn"
          [disabled]="busy()"
          [attr.aria-label]="'storage.delete.named' | transloco: { name: file().name }"
          (click)="deleteAsked.emit()"
        >
          {{ 'storage.delete.button' | transloco }}
        </button>
      }
    </div>
  `,
  styleUrl: './rows.css',
})
export class FileRow {
  readonly file = input.required<OwnFile>();
  /** Whether the pages of courses may be linked to. */
  readonly linked = input(false);
  readonly busy = input(false);
  readonly deleteAsked = output();

  protected readonly icon = computed(() => iconOf(this.file()));
  protected readonly handedIn = computed(() => this.file().uses.some(({ kind }) => kind === 'submission'));
  /** The smallest picture that was made of a picture. */
  protected readonly thumbnail = computed(() => {
    const { type, url, widths } = this.file();
    const [least] = widths;
    return type.startsWith('image/') ? `${url}${least === undefined ? '' : `?width=${String(least)}`}` : null;
  });
}
