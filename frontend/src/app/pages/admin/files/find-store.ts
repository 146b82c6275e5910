import { Service, computed, inject, signal } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { ownerName } from '../../../shared/files/file-kind';
import { FilesActions } from './files-actions';
import { FilesClient, type Found } from './files-client';
import { FilesFilterStore, FilesStore } from './files-store';

export type FindKind = 'owner' | 'course';

/** People and courses to filter by: those that are shown anyway at first, then those that are searched for. */
@Service({ autoProvided: false })
export class FindStore {
  private readonly actions = inject(FilesActions);
  private readonly client = inject(FilesClient);
  private readonly filters = inject(FilesFilterStore);
  private readonly store = inject(FilesStore);
  private readonly toasts = inject(ToastService);
  private readonly results = signal<Readonly<Record<FindKind, readonly Found[] | null>>>({ owner: null, course: null });
  private readonly picked = signal<readonly Found[]>([]);
  private readonly asking = signal(false);
  private asked = 0;

  readonly busy = this.asking.asReadonly();
  private readonly near = computed<Readonly<Record<FindKind, readonly Found[]>>>(() => {
    const shown = this.store.shown();
    const owners = [...(this.actions.report.value()?.owners ?? []), ...shown.flatMap(({ owner }) => owner ?? [])];
    return {
      owner: unique(owners.map((owner) => ({ id: owner.id, name: ownerName(owner) || owner.id, detail: owner.email }))),
      course: unique(
        shown.flatMap(({ course }) => course ?? []).map(({ id, title }) => ({ id, name: title, detail: '' })),
      ),
    };
  });
  readonly found = computed(() => ({
    owner: this.results().owner ?? this.near().owner.slice(0, 10),
    course: this.results().course ?? this.near().course.slice(0, 10),
  }));
  /** The name of what is filtered by; its id where no name is known. Null where it is not filtered by. */
  readonly names = computed(() => ({
    owner: this.nameOf('owner', this.filters.filter().ownerId),
    course: this.nameOf('course', this.filters.filter().courseId),
  }));

  /** Searches; empty words show again what is near. */
  async search(kind: FindKind, words: string): Promise<void> {
    const turn = ++this.asked;
    if (words === '') {
      this.set(kind, null);
      return;
    }
    this.asking.set(true);
    try {
      const found = await (kind === 'owner' ? this.client.findOwners(words) : this.client.findCourses(words));
      if (turn === this.asked) this.set(kind, found);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      if (turn === this.asked) this.asking.set(false);
    }
  }

  /** Filters by one of them, or by none. */
  pick(kind: FindKind, one: Found | null): void {
    if (one !== null) this.picked.update((all) => [one, ...all].slice(0, 20));
    this.set(kind, null);
    this.filters.change(kind === 'owner' ? { ownerId: one?.id ?? null } : { courseId: one?.id ?? null });
  }

  private set(kind: FindKind, found: readonly Found[] | null): void {
    this.results.update((results) => ({ ...results, [kind]: found }));
    this.asking.set(false);
  }

  private nameOf(kind: FindKind, id: string | null): string | null {
    const known = [...this.picked(), ...this.near()[kind]].find((one) => one.id === id);
    return known?.name ?? id;
  }
}

function unique(all: readonly Found[]): readonly Found[] {
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
