import type { CreateQuizRequest, Quiz, QuizDraft, SavedQuiz, SaveQuizRequest } from '@classy-book/contracts/quizzes';
import { quizDraftSchema } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { DatabaseService } from '../../database/database.service.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { cleanDraft } from './question-cleaning.js';
import { QuizRepository, type StoredQuiz } from './quiz.repository.js';
import { quizNotFound, quizSavedMeanwhile } from './quizzes.errors.js';

/** No course has more quizzes than this. */
const MAX_QUIZZES = 500;

const EMPTY: Omit<QuizDraft, 'title'> = {
  instructions: '',
  timeLimit: null,
  maxAttempts: null,
  scoreRule: 'highest',
  passPercent: 60,
  shuffleQuestions: false,
  shuffleOptions: true,
  feedback: 'answers',
  opensAt: null,
  closesAt: null,
  questions: [],
};

/** Quizzes as those who teach their course write them. */
@Injectable()
export class QuizEditingService {
  constructor(
    private readonly quizzes: QuizRepository,
    private readonly courses: CoursesPort,
    private readonly users: UserDirectoryService,
    private readonly cleaner: HtmlCleanerService,
    private readonly database: DatabaseService,
    private readonly clock: Clock,
  ) {}

  /**
   * An empty quiz, to be named by a block of a lesson.
   * @throws AppError NOT_FOUND for who does not teach the course, LIMIT_REACHED where it has too many
   */
  async create(courseId: string, { title }: CreateQuizRequest, { principal }: Caller): Promise<Quiz> {
    const course = await this.courses.requireTaught(courseId, principal);
    const draft = this.cleaned({ ...EMPTY, title });
    const quiz = { courseId, draft, savedById: principal.userId, at: this.clock.now() };
    const id = await this.database.takeTurn('quizzes', async (session) => {
      if ((await this.quizzes.countIn(courseId, session)) >= MAX_QUIZZES) {
        throw new AppError('LIMIT_REACHED', `A course has at most ${String(MAX_QUIZZES)} quizzes.`);
      }
      return await this.quizzes.insert(quiz, session);
    });
    return await this.toQuiz(await this.require(id), course);
  }

  /** @throws AppError NOT_FOUND for who does not teach the course */
  async get(id: string, caller: Caller): Promise<Quiz> {
    const { quiz, course } = await this.requireTaught(id, caller);
    return await this.toQuiz(quiz, course);
  }

  /**
   * Saves a draft. The same save again, whose answer was lost on the way, answers as the first did.
   * @throws AppError STALE where somebody saved in between, NOT_FOUND for who does not teach the course
   */
  async save(id: string, { revision, draft }: SaveQuizRequest, caller: Caller): Promise<SavedQuiz> {
    await this.requireTaught(id, caller);
    const cleaned = this.cleaned(draft);
    const savedById = caller.principal.userId;
    const saved = await this.quizzes.saveDraft(id, { revision, draft: cleaned, savedById, at: this.clock.now() });
    if (saved !== null) return toSaved(saved);
    const current = await this.require(id);
    const repeated = current.revision === revision + 1 && current.savedById === savedById;
    if (repeated && JSON.stringify(current.draft) === JSON.stringify(cleaned)) return toSaved(current);
    throw quizSavedMeanwhile(await this.nameOf(current.savedById), current.savedAt);
  }

  /** A quiz and its course, for who teaches it. @throws AppError NOT_FOUND for everybody else */
  async requireTaught(id: string, { principal }: Caller): Promise<{ quiz: StoredQuiz; course: CourseRecord }> {
    const quiz = await this.require(id);
    const course = await this.courses.requireTaught(quiz.courseId, principal).catch((error: unknown) => {
      // the same answer as for a quiz that is not there
      throw error instanceof AppError && error.code === 'NOT_FOUND' ? quizNotFound() : error;
    });
    return { quiz, course };
  }

  private async require(id: string): Promise<StoredQuiz> {
    const quiz = await this.quizzes.find(id);
    if (quiz === null) throw quizNotFound();
    return quiz;
  }

  // what is stored can be sent again as it is: cleaning makes some texts longer
  private cleaned(draft: QuizDraft): QuizDraft {
    const checked = quizDraftSchema.safeParse(cleanDraft(draft, (html) => this.cleaner.clean(html)));
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    const place = issue?.path.map(String).join('.') ?? '';
    throw new AppError('VALIDATION_FAILED', `${place} ${issue?.message ?? 'is not as it must be'}`.trim());
  }

  private async toQuiz(quiz: StoredQuiz, course: CourseRecord): Promise<Quiz> {
    const { id, courseId, revision, draft, published, savedAt, savedById } = quiz;
    return {
      ...{ id, courseId, courseTitle: course.title, language: course.language, lessonId: lessonOf(course, id) },
      ...{ revision, draft },
      published: published === null ? null : { revision: published.revision, at: published.at.toISOString() },
      savedAt: savedAt.toISOString(),
      savedBy: await this.nameOf(savedById),
    };
  }

  private async nameOf(userId: string): Promise<string> {
    const account = userId === '' ? undefined : (await this.users.findByIds([userId])).get(userId);
    return account === undefined ? 'Somebody' : fullNameOf(account.profile);
  }
}

// the lesson in which learners find it
function lessonOf({ sections }: CourseRecord, quizId: string): string | null {
  const lessons = sections.flatMap((section) => section.lessons);
  return lessons.find(({ published }) => published?.graded.some((item) => item.quizId === quizId))?.id ?? null;
}

function toSaved({ revision, savedAt, draft }: StoredQuiz): SavedQuiz {
  return { revision, savedAt: savedAt.toISOString(), draft };
}
