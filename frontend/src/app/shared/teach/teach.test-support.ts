import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Course, OutlineLesson, OutlineSection } from '@classy-book/contracts/courses';
import type { Role } from '@classy-book/contracts/permissions';
import {
  provideTranslocoLoader,
  provideTranslocoScope,
  type Translation,
  type TranslocoLoader,
} from '@jsverse/transloco';
import { of, type Observable } from 'rxjs';
import accountAr from '../../../../public/i18n/account/ar.json';
import accountEn from '../../../../public/i18n/account/en.json';
import teachAr from '../../../../public/i18n/teach/ar.json';
import teachEn from '../../../../public/i18n/teach/en.json';
import { AuthService } from '../../core/services/auth';
import type { Locale } from '../../core/services/i18n';
import { setUpApp, userWith } from '../../core/testing/app-testing';
import { FakeAuth } from '../../core/testing/fakes';
import { idOf } from '../desk/attempts.test-support';
import { deskTexts } from '../desk/desk-texts.test-support';
import { DeskApi } from '../desk/desk.test-support';

type Texts = Readonly<Record<string, Translation>>;

const teachTexts: Texts = {
  ...deskTexts,
  'account/en': accountEn,
  'account/ar': accountAr,
  'teach/en': teachEn,
  'teach/ar': teachAr,
};

export interface Teaching {
  readonly api: DeskApi;
  readonly auth: FakeAuth;
}

/** The app with its texts, a teacher and an API, all without a network. `texts` are further ones, by path (`quiz/en`). */
export async function setUpTeach(
  options: { locale?: Locale; role?: Role; page?: Type<unknown>; path?: string; texts?: Texts } = {},
): Promise<Teaching> {
  const texts: Texts = { ...teachTexts, ...options.texts };
  class TeachTexts implements TranslocoLoader {
    getTranslation(path: string): Observable<Translation> {
      return of(texts[path] ?? {});
    }
  }
  const auth = new FakeAuth();
  auth.user.set(userWith(options.role ?? 'instructor'));
  const { http } = await setUpApp({
    locale: options.locale ?? 'en',
    routes: options.page ? [{ path: options.path ?? 'page', component: options.page }] : [],
    providers: [
      provideTranslocoLoader(TeachTexts),
      // Parts are shown here without the page that would bring their texts.
      provideTranslocoScope('desk', 'teach'),
      { provide: AuthService, useValue: auth },
    ],
  });
  return { api: new DeskApi(http), auth };
}

/** Opens a page of the app under an address and answers what it asks. */
export async function openTeachPage(
  { api }: Teaching,
  url: string,
): Promise<{ page: HTMLElement; harness: RouterTestingHarness }> {
  const harness = await RouterTestingHarness.create();
  const page = harness.fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await harness.navigateByUrl(url);
  await api.answer();
  TestBed.tick();
  return { page, harness };
}

export function lessonOf(number: number, different: Partial<OutlineLesson> = {}): OutlineLesson {
  return {
    id: idOf(number),
    title: `Lesson ${String(number)}`,
    preview: false,
    requires: [],
    published: null,
    changed: false,
    ...different,
  };
}

export function sectionOf(
  number: number,
  lessons: OutlineLesson[],
  different: Partial<OutlineSection> = {},
): OutlineSection {
  return { id: idOf(number), title: `Section ${String(number)}`, requires: [], lessons, ...different };
}

/** A draft of a course with two sections: lessons 11 and 12 in section 1, lesson 21 in section 2. */
export function courseOf(different: Partial<Course> = {}): Course {
  return {
    id: idOf(900),
    slug: 'the-night-sky',
    state: 'draft',
    version: 3,
    title: 'The night sky',
    summary: '',
    description: '',
    outcomes: [],
    level: 'all',
    language: 'en',
    category: 'science',
    tags: [],
    coverFileId: null,
    coverUrl: null,
    price: { amount: 0, currency: 'EUR' },
    enrolment: 'open',
    accessDays: null,
    sequential: false,
    certificate: { enabled: false, validMonths: null, minimumGrade: 0 },
    teachers: [{ userId: 'a'.repeat(24), name: 'Maya Haddad', owner: true }],
    sections: [sectionOf(1, [lessonOf(11), lessonOf(12)]), sectionOf(2, [lessonOf(21)])],
    createdAt: '2026-11-01T09:00:00Z',
    updatedAt: '2026-11-20T09:00:00Z',
    publishedAt: null,
    owned: true,
    ...different,
  };
}
