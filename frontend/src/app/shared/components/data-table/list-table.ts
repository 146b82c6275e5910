import { Directive, computed, input, output, viewChild, type Signal } from '@angular/core';
import { MAX_ROWS } from '../../lists/list-rows';
import { DataTable, type Column, type TableState } from './data-table';

/** What the tables of lists are told and tell. They inject nothing: the page says what is shown and does what is asked for. */
@Directive()
export abstract class ListTable<Name extends string> {
  readonly columns = input.required<readonly (Column & { readonly key: Name })[]>();
  readonly label = input.required<string>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input<string | null>(null);
  readonly now = input.required<number>();
  /** True where rows are drawn as small cards. */
  readonly cards = input(false);
  /** True where filters keep something out, which may be why nothing is shown. */
  readonly filtered = input(false);
  readonly more = input(false);
  readonly loadingMore = input(false);

  readonly endReached = output();
  readonly retried = output();
  readonly cleared = output();

  protected readonly most = MAX_ROWS;

  protected shows(column: Name): boolean {
    return this.columns().some(({ key }) => key === column);
  }
}

/** A table over which the keyboard walks. */
@Directive()
export abstract class WalkedTable<Row extends { readonly id: string }, Name extends string> extends ListTable<Name> {
  /** The id of the row that the keyboard stands on: the only one with tab stops. */
  readonly active = input<string | null>(null);

  protected abstract readonly rows: Signal<readonly Row[]>;
  protected readonly tabStop = computed(() => this.active() ?? this.rows()[0]?.id ?? null);
  private readonly table = viewChild.required<DataTable<Row>>(DataTable);

  /** Scrolls a row into view and gives it the focus. */
  reveal(index: number): void {
    this.table().reveal(index);
  }
}
