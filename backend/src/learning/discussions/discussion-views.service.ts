import type { Answer, PostAuthor, PostRights, Question, QuestionDetail } from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { AvatarLinksService } from '../../security/users/avatar-links.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { Account } from '../../security/users/users.service.js';
import { publishedLessons } from '../courses/courses.port.js';
import { AnswerRepository } from './answer.repository.js';
import type { AnswerDocument } from './answer.schema.js';
import { isSeen, type Seat } from './discussion-access.service.js';
import { EDITABLE_MS } from './post-limits.js';
import type { PostDocument, QuestionDocument } from './question.schema.js';

type People = ReadonlyMap<string, Account>;

/** Questions and answers as somebody in the course sees them. */
@Injectable()
export class DiscussionViewsService {
  constructor(
    private readonly answers: AnswerRepository,
    private readonly directory: UserDirectoryService,
    private readonly avatars: AvatarLinksService,
    private readonly clock: Clock,
  ) {}

  async questions(documents: readonly QuestionDocument[], seat: Seat): Promise<Question[]> {
    const people = await this.peopleOf(documents);
    return documents.map((document) => this.toQuestion(document, seat, people));
  }

  /** A question with the answers that somebody sees: the accepted one first, then from the oldest to the newest. */
  async detail(question: QuestionDocument, seat: Seat): Promise<QuestionDetail> {
    const all = (await this.answers.ofQuestion(question._id)).filter((answer) => isSeen(answer, seat));
    const people = await this.peopleOf([question, ...all]);
    const shown = this.toQuestion(question, seat, people);
    const thread = all.map((answer) => this.toAnswer(answer, shown.acceptedAnswerId, seat, people));
    return {
      ...shown,
      thread: [...thread.filter(({ accepted }) => accepted), ...thread.filter((one) => !one.accepted)],
    };
  }

  private toQuestion(document: QuestionDocument, seat: Seat, people: People): Question {
    const { courseId, lessonId, title, answers, teacherAnswers, acceptedAnswerId } = document;
    const lesson = publishedLessons(seat.course).find(({ id }) => id === lessonId.toHexString());
    const own = isOwn(document, seat);
    return {
      ...this.toPost(document, seat, people),
      may: {
        ...this.rightsOf(document, seat),
        // a question that was answered is not the asker's alone any more
        delete: seat.moderates || (own && document.allAnswers === 0),
        accept: own || seat.moderates,
      },
      courseId: courseId.toHexString(),
      lessonId: lessonId.toHexString(),
      lessonTitle: lesson?.published.title ?? null,
      ...{ title, answers, answeredByTeacher: teacherAnswers > 0 },
      acceptedAnswerId: acceptedAnswerId?.toHexString() ?? null,
    };
  }

  private toAnswer(document: AnswerDocument, acceptedId: string | null, seat: Seat, people: People): Answer {
    return {
      ...this.toPost(document, seat, people),
      may: this.rightsOf(document, seat),
      accepted: document._id.toHexString() === acceptedId,
    };
  }

  private toPost(document: PostDocument, seat: Seat, people: People): Omit<Answer, 'may' | 'accepted'> {
    const { _id, text, at, editedAt, hidden } = document;
    return {
      ...{ id: _id.toHexString(), text, author: this.authorOf(document, seat, people) },
      ...{ at: at.toISOString(), editedAt: editedAt?.toISOString() ?? null },
      hidden: hidden === null ? null : { reason: hidden.reason },
    };
  }

  private rightsOf(document: PostDocument, seat: Seat): PostRights {
    const own = isOwn(document, seat);
    const fresh = document.at.getTime() > this.clock.now().getTime() - EDITABLE_MS;
    return { edit: own && fresh, delete: own || seat.moderates, moderate: seat.moderates, accept: false };
  }

  private authorOf(document: PostDocument, seat: Seat, people: People): PostAuthor {
    const { authorId, teacher } = document;
    const person = authorId === null ? undefined : people.get(authorId.toHexString());
    const name = person === undefined ? null : fullNameOf(person.profile);
    return { name, avatarUrl: this.avatars.of(person, seat.userId), teacher, you: isOwn(document, seat) };
  }

  private async peopleOf(documents: readonly PostDocument[]): Promise<People> {
    const ids = documents.flatMap(({ authorId }) => (authorId === null ? [] : [authorId.toHexString()]));
    return await this.directory.findByIds(ids);
  }
}

function isOwn({ authorId }: PostDocument, { userId }: Seat): boolean {
  return authorId?.toHexString() === userId;
}
