import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  DOCUMENT,
  DestroyRef,
  type ElementRef,
  ViewEncapsulation,
  afterRenderEffect,
  computed,
  contentChild,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { Skeleton } from '../skeleton/skeleton';
import { nearEnd, rowsInView, type RowWindow } from './row-window';
import { TableRow } from './table-row';

export interface Column {
  readonly key: string;
  readonly label: string;
  /** True where the label is only for those who hear the table, such as over a column of checkboxes. */
  readonly unlabelled?: boolean;
  /** Set where the list can be sorted by this column, and whether it is. */
  readonly sort?: 'ascending' | 'descending' | 'none';
}

export type TableState = 'loading' | 'ready' | 'failed';

/**
 * A table of many rows of equal height, of which only those in view stand in the document. The cells come from an
 * `appTableRow` template, one `<td role="cell">` for each column; a row is opened by a button with the class `row-open`,
 * which is stretched over it. Projected content with the attribute `empty` or `failed` stands in for the rows.
 */
@Component({
  selector: 'app-data-table',
  imports: [Icon, NgTemplateOutlet, Skeleton],
  templateUrl: './data-table.html',
  styleUrl: './data-table.css',
  // The cells are written by the pages and must be styled here all the same.
  encapsulation: ViewEncapsulation.None,
})
export class DataTable<T extends { readonly id: string }> {
  /** What the table holds, for those who do not see it. */
  readonly label = input.required<string>();
  readonly columns = input.required<readonly Column[]>();
  readonly state = input.required<TableState>();
  /** In pixels. */
  readonly rowHeight = input(36);
  readonly selected = input<string | null>(null);
  /** True while more rows can be loaded. */
  readonly more = input(false);
  /**
   * True where new rows push the others down all the time: the elements of the rows stay where they are and show another
   * row each, which is much cheaper than making new ones. Hold the rows still while one has the focus.
   */
  readonly inPlace = input(false);
  readonly sorted = output<string>();
  /** True while the mouse is over the rows. */
  readonly hovered = output<boolean>();
  /** True while the keyboard is in the rows. */
  readonly focused = output<boolean>();
  /** True once the first row is above the part of the page that is in view. */
  readonly scrolledAway = output<boolean>();
  /** The end of the rows came near and there are more to load. */
  readonly endReached = output();

  protected readonly row = contentChild.required<TableRow<T>>(TableRow);
  protected readonly rows = computed(() => this.row().rows());
  private readonly window = signal<RowWindow>({ first: 0, last: 30 });
  protected readonly shown = computed(() => {
    const { first, last } = this.window();
    return this.rows()
      .slice(first, last)
      .map((row, index) => ({ row, index: first + index }));
  });
  protected readonly before = computed(() => Math.min(this.window().first, this.rows().length) * this.rowHeight());
  protected readonly after = computed(() => Math.max(0, this.rows().length - this.window().last) * this.rowHeight());
  protected readonly bones = Array.from({ length: 8 }, (_, index) => index);

  private readonly body = viewChild.required<ElementRef<HTMLElement>>('body');
  private readonly document = inject(DOCUMENT);
  private frame = 0;
  private away = false;

  constructor() {
    const view = this.document.defaultView;
    const later = () => {
      if (this.frame === 0)
        this.frame = requestAnimationFrame(() => {
          this.measure();
        });
    };
    // Captured, because the table may stand in any scrolling part of the page.
    this.document.addEventListener('scroll', later, { capture: true, passive: true });
    view?.addEventListener('resize', later);
    inject(DestroyRef).onDestroy(() => {
      cancelAnimationFrame(this.frame);
      this.document.removeEventListener('scroll', later, { capture: true });
      view?.removeEventListener('resize', later);
    });
    afterRenderEffect(() => {
      this.rows();
      this.rowHeight();
      this.more();
      untracked(() => {
        this.measure();
      });
    });
  }

  /** Scrolls a row into view and gives it the focus. */
  reveal(index: number): void {
    const top = this.body().nativeElement.getBoundingClientRect().top + index * this.rowHeight();
    const head = this.stickyHeight();
    const height = this.document.documentElement.clientHeight;
    const by = top < head ? top - head : Math.max(0, top + this.rowHeight() * 2 - height);
    if (by !== 0) this.document.defaultView?.scrollBy({ top: by });
    this.measure();
    requestAnimationFrame(() => {
      const row = this.body().nativeElement.querySelector(`[data-index="${String(index)}"] .row-open`);
      if (row instanceof HTMLElement) row.focus({ preventScroll: true });
    });
  }

  protected pointer(event: PointerEvent, inside: boolean): void {
    if (event.pointerType === 'mouse') this.hovered.emit(inside);
  }

  protected focus(event: FocusEvent, inside: boolean): void {
    const { target } = event;
    if (!inside) this.focused.emit(false);
    else if (target instanceof Element && target.matches(':focus-visible')) this.focused.emit(true);
  }

  protected keyOf({ row, index }: { readonly row: T; readonly index: number }): string | number {
    return this.inPlace() ? index : row.id;
  }

  private measure(): void {
    this.frame = 0;
    const place = {
      top: this.body().nativeElement.getBoundingClientRect().top,
      view: this.document.defaultView?.innerHeight ?? 0,
      row: this.rowHeight(),
      count: this.rows().length,
    };
    const window = rowsInView(place);
    const { first, last } = this.window();
    if (window.first !== first || window.last !== last) this.window.set(window);
    const away = place.count > 0 && place.top < this.stickyHeight() - this.rowHeight();
    if (away !== this.away) this.scrolledAway.emit(away);
    this.away = away;
    if (this.more() && place.count > 0 && nearEnd(window, place.count)) this.endReached.emit();
  }

  /** Where the rows begin to be covered: the bar at the top of the page and the table's own head. */
  private stickyHeight(): number {
    const head = this.body().nativeElement.parentElement?.querySelector('thead th');
    return head ? (Number.parseFloat(getComputedStyle(head).top) || 0) + head.getBoundingClientRect().height : 0;
  }
}
