import type { LearningNotificationKind } from '@classy-book/contracts/notifications';

/** Something that people are told in the product. `mark` is the same for the same news: nobody is told twice. */
export interface PersonalNews {
  readonly kind: LearningNotificationKind;
  readonly mark: string;
  readonly userIds: readonly string[];
  /** Fills in the text that the page has for the kind: titles and names, never what is secret. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** A path of the pages. */
  readonly link: string;
}

/** Tells people of what concerns them. It neither holds up nor fails whoever calls it: it answers at once. */
export abstract class PersonalNewsPort {
  abstract tell(news: PersonalNews): void;
}
