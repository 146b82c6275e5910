import { Service, computed, inject, signal } from '@angular/core';
import type { Announcement, AnnounceRequest } from '@classy-book/contracts/community';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { AnnouncementsClient, teachersAnnouncements } from '../../../shared/discussion/announcements-client';
import { CursorList } from '../../../shared/lists/cursor-list';
import { Texts } from '../../../shared/texts/texts';

/** What is announced in a course. Provided by the page. */
@Service({ autoProvided: false })
export class AnnouncementsStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(AnnouncementsClient);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  private readonly courseId = signal<string | null>(null);
  private readonly working = signal(false);
  private readonly path = computed(() => {
    const id = this.courseId();
    return id === null ? null : teachersAnnouncements(id);
  });

  readonly list = new CursorList<Announcement>(
    {
      firstPage: (query) => this.client.firstPage(this.path, query),
      nextPage: (_query, cursor) => this.client.nextPage(this.path() ?? '/', cursor),
    },
    ({ id }) => id,
    () => ({}),
  );
  readonly busy = this.working.asReadonly();
  readonly problem = computed(() => {
    const failure = this.list.failure();
    return failure && this.failureText.of(failure);
  });

  open(courseId: string): void {
    this.courseId.set(courseId);
  }

  /** True where it is out. A refusal was told. */
  async announce(request: AnnounceRequest): Promise<boolean> {
    if (this.working()) return false;
    this.working.set(true);
    const outcome = await this.actions.attempt(() => this.client.announce(this.path() ?? '/', request));
    this.working.set(false);
    if (!outcome.ok) return false;
    this.actions.tell(request.notify ? 'community.announcements.doneNotified' : 'community.announcements.done');
    this.list.reload();
    return true;
  }

  /** Deletes one, once that is confirmed. */
  async remove({ id, title }: Announcement): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('community.announcements.deleteHeading', { title }),
      points: [this.texts.of('community.announcements.deleteEffect')],
      confirm: this.texts.of('community.delete.confirm'),
      danger: true,
    });
    if (!sure) return;
    // One that is gone already is what was wanted.
    const outcome = await this.actions.attempt(() => this.client.remove(this.path() ?? '/', id), ['NOT_FOUND']);
    if (!outcome.ok && outcome.told) return;
    this.actions.tell('community.deleted');
    this.list.update((rows) => ({ ...rows, shown: rows.shown.filter((row) => row.id !== id) }));
  }
}
