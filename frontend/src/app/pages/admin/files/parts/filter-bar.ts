import { Component, computed, input, output } from '@angular/core';
import { storageKinds, storedStates, type StorageKind } from '@classy-book/contracts/file-desk';
import { filePurposes, type FilePurpose } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import { ChoiceFilter } from '../../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../../shared/components/filter-chip/choice-list';
import { FilterChip } from '../../../../shared/components/filter-chip/filter-chip';
import { SearchBox } from '../../../../shared/components/search-box/search-box';
import type { Found } from '../files-client';
import type { FilesFilter, StoredState, UseFilter } from '../files-filter';
import type { FindKind } from '../find-store';
import { FindPanel } from './find-panel';

/** What each chip says. */
export type ChipTexts = Readonly<Record<'purpose' | 'state' | 'storage' | 'use' | FindKind, string>>;

const kinds: readonly FindKind[] = ['owner', 'course'];

/** The filters of the files as a row of chips. */
@Component({
  selector: 'app-files-filters',
  imports: [ChoiceFilter, FilterChip, FindPanel, SearchBox, TranslocoPipe],
  template: `
    <app-search-box
      [label]="'storage.filter.search' | transloco"
      [placeholder]="'storage.filter.searchHint' | transloco"
      [value]="filter().search"
      (searched)="changed.emit({ search: $event })"
    />
    <app-choice-filter
      [name]="'storage.filter.purpose' | transloco"
      [text]="texts().purpose"
      [choices]="purposes"
      [chosen]="filter().purposes"
      (picked)="changed.emit({ purposes: $event })"
    />
    <app-choice-filter
      [name]="'storage.filter.state' | transloco"
      [text]="texts().state"
      [choices]="states"
      [chosen]="filter().states"
      (picked)="changed.emit({ states: $event })"
    />
    <app-choice-filter
      [name]="'storage.filter.use' | transloco"
      [text]="texts().use"
      [choices]="uses"
      [chosen]="use()"
      [single]="true"
      (picked)="changed.emit({ use: $event[0] ?? null })"
    />
    <app-choice-filter
      [name]="'storage.filter.storage' | transloco"
      [text]="texts().storage"
      [choices]="storages"
      [chosen]="storage()"
      [single]="true"
      (picked)="changed.emit({ storage: $event[0] ?? null })"
    />
    @for (kind of kinds; track kind) {
      <app-filter-chip
        #chip
        [name]="'storage.filter.' + kind | transloco"
        [text]="texts()[kind]"
        [active]="idOf(kind) !== null"
        (cleared)="picked.emit({ kind, one: null })"
      >
        <ng-template>
          <app-find-panel
            [label]="(kind === 'owner' ? 'storage.filter.findOwner' : 'storage.filter.findCourse') | transloco"
            [found]="found()[kind]"
            [chosen]="idOf(kind)"
            [busy]="finding()"
            (searched)="searched.emit({ kind, words: $event })"
            (picked)="pick(chip, kind, $event)"
          />
        </ng-template>
      </app-filter-chip>
    }
    @if (filtered()) {
      <button type="button" class="btn quiet" (click)="cleared.emit()">
        {{ 'storage.filter.clearAll' | transloco }}
      </button>
    }
  `,
  host: { role: 'group' },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
  `,
})
export class FilesFilters {
  readonly filter = input.required<FilesFilter>();
  readonly texts = input.required<ChipTexts>();
  /** Whom and what can be picked. */
  readonly found = input.required<Readonly<Record<FindKind, readonly Found[]>>>();
  readonly finding = input(false);
  readonly filtered = input(false);
  readonly changed = output<Partial<FilesFilter>>();
  readonly searched = output<{ readonly kind: FindKind; readonly words: string }>();
  readonly picked = output<{ readonly kind: FindKind; readonly one: Found | null }>();
  readonly cleared = output();

  protected readonly kinds = kinds;
  protected readonly purposes = filePurposes.map((value): Choice<FilePurpose> => ({
    value,
    label: `storage.purpose.${value}`,
  }));
  protected readonly states = storedStates.map((value): Choice<StoredState> => ({
    value,
    label: `storage.state.${value}`,
  }));
  protected readonly storages = storageKinds.map((value): Choice<StorageKind> => ({
    value,
    label: `storage.kind.${value}`,
  }));
  protected readonly uses = (['used', 'unused'] as const).map((value): Choice<UseFilter> => ({
    value,
    label: `storage.filter.${value}`,
  }));
  protected readonly use = computed(() => listOf(this.filter().use));
  protected readonly storage = computed(() => listOf(this.filter().storage));

  protected idOf(kind: FindKind): string | null {
    return kind === 'owner' ? this.filter().ownerId : this.filter().courseId;
  }

  protected pick(chip: FilterChip, kind: FindKind, one: Found): void {
    chip.close();
    this.picked.emit({ kind, one });
  }
}

function listOf<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}
