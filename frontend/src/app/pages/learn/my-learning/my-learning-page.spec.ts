import type { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { MyCourse } from '@classy-book/contracts/learn';
import { provideTranslocoLoader, type Translation } from '@jsverse/transloco';
import { of } from 'rxjs';
import en from '../../../../../public/i18n/en.json';
import learnEn from '../../../../../public/i18n/learn/en.json';
import { failure, settle, setUpApp, success } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import MyLearningPage from './my-learning-page';

const texts: Readonly<Record<string, Translation>> = { en, 'learn/en': learnEn };
const AT = '2026-11-20T09:30:00.000Z';
const LESSON = 'd'.repeat(24);

function courseOf(title: string, change: Partial<MyCourse> = {}): MyCourse {
  return {
    ...{ id: 'c'.repeat(24), slug: title.toLowerCase(), title, language: 'en', coverUrl: null, status: 'active' },
    teachers: [{ userId: 'a'.repeat(24), name: 'Noor Haddad', owner: true }],
    progress: { percent: 46, done: 6, total: 13, minutesLeft: 130, completedAt: null },
    ...{ resume: { lessonId: LESSON, blockId: null, seconds: 0 }, resumeTitle: 'Eclipses', expiresAt: null },
    lastActivityAt: null,
    ...change,
  };
}

let http: HttpTestingController;

async function open(answer: readonly MyCourse[] | { status: number }): Promise<HTMLElement> {
  const loader = provideTranslocoLoader(
    class {
      getTranslation = (path: string) => of(texts[path] ?? {});
    },
  );
  ({ http } = await setUpApp({ providers: [loader] }));
  // not waited for: it is stable only once the call is answered
  const page = TestBed.createComponent(MyLearningPage).nativeElement as HTMLElement;
  document.body.append(page);
  await settle();
  const call = http.expectOne('/api/v1/learn/courses');
  if ('status' in answer) call.flush(failure('SERVICE_UNAVAILABLE'), { status: answer.status, statusText: 'No' });
  else call.flush(success(answer));
  await settle();
  return page;
}

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

describe('my learning', () => {
  it('goes on with the course that was used last: the lesson, and the second of its video', async () => {
    const resume = { lessonId: LESSON, blockId: 'video1', seconds: 446.2 };
    const page = await open([
      courseOf('Fresh', { resumeTitle: 'Begin' }),
      courseOf('Sky', { lastActivityAt: AT, resume }),
    ]);
    const card = page.querySelector<HTMLElement>('app-continue-card');
    expect(tidy(card)).toBe('Sky Eclipses You stopped at 7:26 46% · 6 of 13 lessons Continue');
    expect(byRole(card as HTMLElement, 'link', 'Continue').getAttribute('href')).toBe(`/learn/sky/${LESSON}`);
    expect(byRole(card as HTMLElement, 'progressbar').getAttribute('aria-valuenow')).toBe('46');
  });

  it('shows what waits, what has ended and what is complete, each with where it leads', async () => {
    const done = { percent: 100, done: 2, total: 2, minutesLeft: 0, completedAt: AT };
    const page = await open([
      courseOf('Sky', { expiresAt: AT }),
      courseOf('Chess', { status: 'pending', resume: null }),
      courseOf('Bread', { status: 'completed', progress: done }),
      courseOf('Tea', { status: 'expired', expiresAt: AT }),
    ]);
    expect(allByRole(page, 'heading').map(tidy)).toEqual([
      ...['My learning', 'Eclipses', 'In progress', 'Sky', 'Waiting for an answer', 'Chess'],
      ...['Completed', 'Bread', 'Ended', 'Tea'],
    ]);
    expect(byRole(page, 'link', 'Chess').getAttribute('href')).toBe('/courses/chess');
    expect(byRole(page, 'link', 'Bread').getAttribute('href')).toBe('/learn/bread');
    expect(byRole(page, 'link', 'Certificates').getAttribute('href')).toBe('/certificates');
    expect(tidy(page)).toContain('Completed on 20 Nov 2026');
    expect(tidy(page)).toContain('Access until 20 Nov 2026');
    expect(tidy(page)).toContain('Your access ended on 20 Nov 2026.');
  });

  it('leads to the catalogue where there is nothing yet', async () => {
    const page = await open([]);
    expect(byRole(page, 'link', 'Find a course').getAttribute('href')).toBe('/courses');
  });

  it('says what went wrong, and tries again', async () => {
    const page = await open({ status: 503 });
    expect(tidy(page)).toContain('Your courses could not be loaded');
    byRole(page, 'button', 'Try again').click();
    await settle();
    http.expectOne('/api/v1/learn/courses').flush(success([courseOf('Sky')]));
    await settle();
    expect(byRole(page, 'link', 'Begin').getAttribute('href')).toBe(`/learn/sky/${LESSON}`);
  });
});
