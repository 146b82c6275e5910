import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { LearnCourse, LearnLesson, LearnOutlineLesson, LessonProgress } from '@classy-book/contracts/learn';
import { provideTranslocoLoader, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { of, type Observable } from 'rxjs';
import communityEn from '../../../../../public/i18n/community/en.json';
import accountEn from '../../../../../public/i18n/account/en.json';
import learnEn from '../../../../../public/i18n/learn/en.json';
import teachEn from '../../../../../public/i18n/teach/en.json';
import { AuthService } from '../../../core/services/auth';
import { setUpApp, success, userWith } from '../../../core/testing/app-testing';
import { FakeAuth } from '../../../core/testing/fakes';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { deskTexts } from '../../../shared/desk/desk-texts.test-support';
import { DeskApi } from '../../../shared/desk/desk.test-support';
import LessonPage from './lesson-page';
import OpeningPage from './opening-page';
import PlayerPage from './player-page';

const texts: Readonly<Record<string, Translation>> = {
  ...deskTexts,
  'account/en': accountEn,
  'community/en': communityEn,
  'learn/en': learnEn,
  'teach/en': teachEn,
};
class Texts implements TranslocoLoader {
  getTranslation(path: string): Observable<Translation> {
    return of(texts[path] ?? {});
  }
}

/** The ids of the lessons: the first is complete, the second is started, the third is locked by it. */
export const lessonIds = [idOf(21), idOf(22), idOf(23)] as const;

function outlineLesson(index: 0 | 1 | 2, title: string, more: Partial<LearnOutlineLesson>): LearnOutlineLesson {
  return {
    id: lessonIds[index],
    title,
    minutes: 6,
    required: true,
    preview: false,
    blockTypes: ['text'],
    state: 'open',
    lock: null,
    ...more,
  };
}

export function courseOf(more: Partial<LearnCourse> = {}): LearnCourse {
  return {
    id: idOf(1),
    slug: 'night-sky',
    title: 'Reading the night sky',
    summary: '',
    language: 'en',
    state: 'published',
    coverUrl: null,
    teachers: [],
    as: 'learner',
    enrolment: { id: idOf(2), status: 'active', expiresAt: null },
    progress: { percent: 33, done: 1, total: 3, minutesLeft: 130, completedAt: null },
    resume: { lessonId: lessonIds[1], blockId: 'video1', seconds: 30 },
    sections: [
      {
        id: idOf(11),
        title: 'The Moon',
        done: 1,
        total: 2,
        lessons: [
          outlineLesson(0, 'Phases', { state: 'complete' }),
          outlineLesson(1, 'Eclipses', { state: 'started', blockTypes: ['video'] }),
        ],
      },
      {
        id: idOf(12),
        title: 'Planets',
        done: 0,
        total: 1,
        lessons: [
          outlineLesson(2, 'Wanderers', {
            state: 'locked',
            lock: { kind: 'lesson', id: lessonIds[1], title: 'Eclipses' },
          }),
        ],
      },
    ],
    ...more,
  };
}

const video: Block = {
  id: 'video1',
  type: 'video',
  fileId: idOf(50),
  title: 'Eclipses',
  seconds: 100,
  captions: [],
  posterFileId: null,
  transcript: '',
};

export function lessonOf(more: Partial<LearnLesson> = {}): LearnLesson {
  return {
    id: lessonIds[1],
    courseId: idOf(1),
    title: 'Eclipses',
    minutes: 6,
    language: 'en',
    section: 'The Moon',
    number: 2,
    of: 3,
    previous: lessonIds[0],
    next: lessonIds[2],
    blocks: [video, { id: 'text01', type: 'text', html: '<p>A shadow.</p>' }],
    files: [
      {
        id: idOf(50),
        purpose: 'video',
        name: 'e.mp4',
        type: 'video/mp4',
        size: 9,
        width: null,
        height: null,
        duration: null,
        widths: [],
        url: '/api/v1/files/e',
      },
    ],
    state: 'started',
    rules: [
      { rule: { kind: 'watched', blockId: 'video1', share: 90 }, met: false, current: 30 },
      { rule: { kind: 'marked' }, met: false, current: null },
    ],
    videos: [{ blockId: 'video1', seconds: 30, ranges: [[0, 30]], share: 30 }],
    note: { text: 'Ask about the umbra', revision: 3 },
    ...more,
  };
}

export function progressOf(more: Partial<LessonProgress> = {}): LessonProgress {
  const { state, rules } = lessonOf();
  return { lessonId: lessonIds[1], state, rules, course: courseOf().progress, opened: [], ...more };
}

export const lessonPath = `/learn/courses/night-sky/lessons/${lessonIds[1]}`;

export interface Player {
  readonly api: DeskApi;
  readonly page: HTMLElement;
  readonly harness: RouterTestingHarness;
}

/** Opens the player under an address. `prepare` changes what the API answers before it is asked. */
export async function openPlayer(url: string, prepare: (api: DeskApi) => void = () => undefined): Promise<Player> {
  const auth = new FakeAuth();
  auth.user.set(userWith('user'));
  const { http } = await setUpApp({
    routes: [
      {
        path: 'learn/:course',
        component: PlayerPage,
        children: [
          { path: '', pathMatch: 'full', component: OpeningPage },
          { path: ':lesson', component: LessonPage },
        ],
      },
    ],
    providers: [provideTranslocoLoader(Texts), { provide: AuthService, useValue: auth }],
  });
  const api = new DeskApi(http);
  api.routes.set('GET /learn/courses/night-sky', () => success(courseOf()));
  api.routes.set(`GET ${lessonPath}`, () => success(lessonOf()));
  api.routes.set(`POST ${lessonPath}/view`, () => success(progressOf()));
  const none = { success: true, data: [], pagination: { nextCursor: null, limit: 20 } };
  api.routes.set('GET /learn/courses/night-sky/announcements', () => none);
  prepare(api);
  const harness = await RouterTestingHarness.create();
  const page = harness.fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await harness.navigateByUrl(url);
  await api.answer();
  await api.answer();
  TestBed.tick();
  return { api, page, harness };
}
