import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import {
  learnCourseSchema,
  learnLessonSchema,
  lessonProgressSchema,
  myCourseSchema,
  savedNoteSchema,
  type LearnCourse,
  type LearnLesson,
  type LessonProgress,
  type MyCourse,
  type SaveNoteRequest,
  type SavedNote,
} from '@classy-book/contracts/learn';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { Fact } from './pending-facts';

const course = successOf(learnCourseSchema);
const lesson = successOf(learnLessonSchema);
const progress = successOf(lessonProgressSchema);
const mine = successOf(z.array(myCourseSchema));
const ownNote = successOf(learnLessonSchema.shape.note);
const note = successOf(savedNoteSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);
const coursePath = (slug: string): `/${string}` => `/learn/courses/${encodeURIComponent(slug)}`;
const lessonPath = (slug: string, id: string): `/${string}` => `${coursePath(slug)}/lessons/${encodeURIComponent(id)}`;

/** A lesson of a course: the slug and the id. */
export interface LessonAddress {
  readonly course: string;
  readonly lessonId: string;
}

/** The calls of somebody who works through a course. */
@Service()
export class PlayerClient {
  private readonly http = inject(HttpClient);

  /** 403 ENROLMENT_REQUIRED for who may not read it. */
  course(slug: () => string): HttpResourceRef<LearnCourse | undefined> {
    return httpResource(() => ({ url: apiUrl(coursePath(slug())), context: quiet() }), {
      parse: (raw) => course.parse(raw).data,
    });
  }

  /** Asked for while there is an address; 403 LESSON_LOCKED where it is not open. */
  lesson(address: () => LessonAddress | null): HttpResourceRef<LearnLesson | undefined> {
    return httpResource(
      () => {
        const wanted = address();
        return wanted ? { url: apiUrl(lessonPath(wanted.course, wanted.lessonId)), context: quiet() } : undefined;
      },
      { parse: (raw) => lesson.parse(raw).data },
    );
  }

  async readLesson({ course: slug, lessonId }: LessonAddress): Promise<LearnLesson> {
    const call = this.http.get(apiUrl(lessonPath(slug, lessonId)), { context: quiet() });
    return lesson.parse(await firstValueFrom(call)).data;
  }

  /** What the caller is enrolled in, or waits for. */
  async courses(): Promise<readonly MyCourse[]> {
    return mine.parse(await firstValueFrom(this.http.get(apiUrl('/learn/courses'), { context: quiet() }))).data;
  }

  /** Tells something that was done. It goes out also while the page is being left. */
  async tell(fact: Fact): Promise<LessonProgress> {
    const base = lessonPath(fact.course, fact.lessonId);
    const options = { context: quiet(), keepalive: true };
    const call =
      fact.kind === 'watched'
        ? this.http.put(apiUrl(`${base}/videos/${fact.blockId}`), fact.facts, options)
        : this.http.post(apiUrl(`${base}/${fact.kind === 'viewed' ? 'view' : 'mark'}`), {}, options);
    return progress.parse(await firstValueFrom(call)).data;
  }

  async readNote({ course: slug, lessonId }: LessonAddress): Promise<LearnLesson['note']> {
    const call = this.http.get(apiUrl(`${lessonPath(slug, lessonId)}/note`), { context: quiet() });
    return ownNote.parse(await firstValueFrom(call)).data;
  }

  /** 409 STALE where it was changed elsewhere. */
  async saveNote({ course: slug, lessonId }: LessonAddress, request: SaveNoteRequest): Promise<SavedNote> {
    const call = this.http.put(apiUrl(`${lessonPath(slug, lessonId)}/note`), request, { context: quiet() });
    return note.parse(await firstValueFrom(call)).data;
  }
}
