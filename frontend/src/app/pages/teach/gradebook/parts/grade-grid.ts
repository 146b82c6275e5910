import {
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { GradebookCell, GradebookColumn, GradebookRow } from '@classy-book/contracts/gradebook';
import { TranslocoPipe } from '@jsverse/transloco';
import { nearEnd, rowsInView, type RowWindow } from '../../../../shared/components/data-table/row-window';
import { PercentPipe } from '../../../../shared/texts/percent-pipe';

const ROW_HEIGHT = 44;
/** Name, progress and average stand before the items. */
const FIXED = 3;

/** A cell, by its row (0 is the head) and its column. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * Learners by items, of which only the rows in view stand in the document. The head and the names stay in view. One cell is in
 * the order of the page; arrow keys, Home, End, Page Up and Page Down move between the cells (the grid pattern of the ARIA APG).
 */
@Component({
  selector: 'app-grade-grid',
  imports: [PercentPipe, RouterLink, TranslocoPipe],
  templateUrl: './grade-grid.html',
  styleUrl: './grade-grid.css',
  host: { '[style.--row.px]': 'height' },
})
export class GradeGrid {
  private readonly injector = inject(Injector);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly body = viewChild.required<ElementRef<HTMLElement>>('body');

  readonly course = input.required<string>();
  readonly columns = input.required<readonly GradebookColumn[]>();
  readonly rows = input.required<readonly GradebookRow[]>();
  readonly more = input.required<boolean>();
  readonly endReached = output();

  protected readonly height = ROW_HEIGHT;
  private readonly window = signal<RowWindow>({ first: 0, last: 30 });
  protected readonly place = signal<Place>({ row: 1, column: 0 });
  protected readonly shown = computed(() => {
    const { first, last } = this.window();
    return this.rows()
      .slice(first, last)
      .map((row, index) => {
        const cells = new Map(row.cells.map((cell) => [cell.blockId, cell]));
        return { row, index: first + index, cells: this.columns().map(({ blockId }) => cells.get(blockId) ?? null) };
      });
  });
  protected readonly before = computed(() => Math.min(this.window().first, this.rows().length) * ROW_HEIGHT);
  protected readonly after = computed(() => Math.max(0, this.rows().length - this.window().last) * ROW_HEIGHT);
  private frame = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      cancelAnimationFrame(this.frame);
    });
    afterRenderEffect(() => {
      this.rows();
      this.more();
      untracked(() => {
        this.measure();
      });
    });
  }

  protected later(): void {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.measure();
      });
    }
  }

  protected isAt(row: number, column: number): boolean {
    const { row: at, column: of } = this.place();
    return at === row && of === column;
  }

  protected enter(row: number, column: number): void {
    this.place.set({ row, column });
  }

  protected key(event: KeyboardEvent): void {
    const { row, column } = this.place();
    const lastColumn = FIXED + this.columns().length - 1;
    const forward = getComputedStyle(this.scroller().nativeElement).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const pageRows = Math.max(1, Math.floor(this.scroller().nativeElement.clientHeight / ROW_HEIGHT) - 2);
    const moves: Readonly<Record<string, Place>> = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      PageDown: { row: row + pageRows, column },
      PageUp: { row: row - pageRows, column },
      [forward]: { row, column: column + 1 },
      [back]: { row, column: column - 1 },
      Home: event.ctrlKey ? { row: 0, column: 0 } : { row, column: 0 },
      End: event.ctrlKey ? { row: this.rows().length, column: lastColumn } : { row, column: lastColumn },
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.go({
      row: Math.min(this.rows().length, Math.max(0, to.row)),
      column: Math.min(lastColumn, Math.max(0, to.column)),
    });
  }

  private go(place: Place): void {
    this.place.set(place);
    const { nativeElement: scroller } = this.scroller();
    const top = (place.row - 1) * ROW_HEIGHT;
    const room = scroller.clientHeight - 2 * ROW_HEIGHT;
    if (place.row > 0 && top < scroller.scrollTop) scroller.scrollTop = top;
    else if (place.row > 0 && top > scroller.scrollTop + room) scroller.scrollTop = top - room;
    this.measure();
    afterNextRender(
      {
        write: () => {
          const at = `[data-row="${String(place.row)}"] [data-column="${String(place.column)}"]`;
          const cell = scroller.querySelector<HTMLElement>(at);
          (cell?.querySelector<HTMLElement>('a') ?? cell)?.focus();
        },
      },
      { injector: this.injector },
    );
  }

  protected stateOf(cell: GradebookCell | null): 'none' | 'waits' | 'graded' {
    if (cell === null) return 'none';
    return cell.percent === null ? 'waits' : 'graded';
  }

  private measure(): void {
    this.frame = 0;
    const { nativeElement: scroller } = this.scroller();
    const count = this.rows().length;
    const top = this.body().nativeElement.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const window = rowsInView({ top, view: scroller.clientHeight, row: ROW_HEIGHT, count });
    const { first, last } = this.window();
    if (window.first !== first || window.last !== last) this.window.set(window);
    if (this.more() && count > 0 && nearEnd(window, count)) this.endReached.emit();
  }
}
