import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { courseOf, lessonIds, lessonOf, lessonPath, openPlayer, progressOf } from './player.test-support';

const here = `/learn/night-sky/${lessonIds[1]}`;
const videoPath = `${lessonPath}/videos/video1`;

/** Plays the video for some seconds, as far as the page can tell. */
function watch(page: HTMLElement, from: number, to: number): void {
  const video = page.querySelector('video');
  if (!video) throw new Error('there is no video');
  vi.spyOn(video, 'paused', 'get').mockReturnValue(false);
  const now = vi.spyOn(Date, 'now');
  const start = 1_000_000;
  now.mockReturnValue(start);
  video.currentTime = from;
  video.dispatchEvent(new Event('playing'));
  now.mockReturnValue(start + (to - from) * 1_000);
  video.currentTime = to;
  video.dispatchEvent(new Event('timeupdate'));
  video.dispatchEvent(new Event('pause'));
  now.mockRestore();
}

describe('working through a course', () => {
  beforeEach(() => {
    vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => undefined);
    Element.prototype.scrollIntoView = () => undefined;
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('goes on where one was: the lesson, and the second of its video', async () => {
    const { api, page } = await openPlayer('/learn/night-sky');
    expect(TestBed.inject(Location).path()).toBe(here);
    expect(byRole(page, 'heading', 'Eclipses').tagName).toBe('H1');
    expect(document.title).toContain('Eclipses · Reading the night sky');
    expect(byLabel(page, 'Position').getAttribute('aria-valuetext')).toBe('0:30 of 1:40');
    expect(api.of(`${lessonPath}/view`)).toHaveLength(1);
  });

  it('shows how far one is, what is done and what is locked, with the reason', async () => {
    const { page } = await openPlayer(here);
    const outline = byRole(page, 'complementary', 'Outline of the course');
    expect(textOf(outline)).toMatch(/33%\s+·\s+1 of 3 lessons\s+·\s+about 2 h 10 min left/);
    expect(byRole(outline, 'link', /Eclipses.*Started/).getAttribute('aria-current')).toBe('page');
    expect(byRole(outline, 'link', /Phases.*Done/)).toBeTruthy();
    expect(byRole(outline, 'link', /Wanderers.*Opens when “Eclipses” is complete.*Locked/)).toBeTruthy();
    expect(textOf(page)).toMatch(/0 of 2 rules met:\s+watch 90% of “Eclipses”/);
  });

  it('says of a locked lesson why it is locked, leads to what opens it, and does not ask for it', async () => {
    const { api, page } = await openPlayer(`/learn/night-sky/${lessonIds[2]}`);
    expect(byRole(page, 'heading', 'Wanderers').tagName).toBe('H1');
    expect(byRole(page, 'link', 'Go to “Eclipses”').getAttribute('href')).toBe(here);
    expect(api.asked.filter(({ path }) => path.includes('/lessons/'))).toEqual([]);
  });

  it('marks a lesson as done, says so, and opens what that opened', async () => {
    const { api, page } = await openPlayer(here);
    const [watchedRule, markedRule] = lessonOf().rules;
    const rules = [
      { ...watchedRule, met: true },
      { ...markedRule, met: true },
    ];
    api.routes.set(`POST ${lessonPath}/mark`, () =>
      success({ ...progressOf({ state: 'complete', opened: [lessonIds[2]] }), rules }),
    );
    byRole(page, 'button', 'Mark as done').click();
    await api.answer();
    const said = allByRole(page, 'status').map(textOf).join(' ');
    expect(said).toContain('Lesson complete. “Wanderers” is open now.');
    expect(textOf(page)).toContain('Lesson complete');
    expect(allByRole(page, 'button', 'Mark as done')).toHaveLength(0);
    expect(document.activeElement).toBe(byRole(page, 'link', 'Next lesson'));
    expect(api.of('/learn/courses/night-sky').length).toBeGreaterThan(1);
  });

  it('loses nothing where the connection is lost: what was watched is sent, joined, once it is back', async () => {
    const { api, page } = await openPlayer(here);
    api.failing.set(`PUT ${videoPath}`, { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    watch(page, 30, 36);
    await api.answer();
    watch(page, 36, 40);
    await settle();
    expect(textOf(page)).toContain('The connection is lost');
    expect(localStorage.getItem(`classy-book:untold-${'a'.repeat(24)}`)).toContain('[[30,40]]');

    api.failing.clear();
    api.routes.set(`PUT ${videoPath}`, () => success(progressOf()));
    window.dispatchEvent(new Event('online'));
    await api.answer();
    expect(api.of(videoPath).at(-1)?.body).toEqual({ ranges: [[30, 40]], seconds: 40 });
    expect(textOf(page)).not.toContain('The connection is lost');
    expect(localStorage.getItem(`classy-book:untold-${'a'.repeat(24)}`)).toBeNull();
  });

  it('sends what an earlier visit could not, and drops what the server does not take', async () => {
    const facts = [{ course: 'night-sky', lessonId: lessonIds[1], kind: 'marked' }];
    localStorage.setItem(`classy-book:untold-${'a'.repeat(24)}`, JSON.stringify(facts));
    const { api } = await openPlayer(here, (prepared) => {
      prepared.failing.set(`POST ${lessonPath}/mark`, { status: 403, body: failure('LESSON_LOCKED') });
    });
    expect(api.of(`${lessonPath}/mark`)).toHaveLength(1);
    expect(localStorage.getItem(`classy-book:untold-${'a'.repeat(24)}`)).toBeNull();
  });

  it('celebrates the end of the course once, with the way to the certificate', async () => {
    const { api, page } = await openPlayer(here);
    const progress = { percent: 100, done: 3, total: 3, minutesLeft: 0, completedAt: '2026-11-20T12:00:00.000Z' };
    api.routes.set(`POST ${lessonPath}/mark`, () => success(progressOf({ state: 'complete', course: progress })));
    api.routes.set('GET /learn/courses/night-sky', () => success(courseOf({ progress })));
    byRole(page, 'button', 'Mark as done').click();
    await api.answer();
    const dialogs = allByRole(document.body, 'dialog', 'You have finished the course');
    expect(dialogs).toHaveLength(1);
    expect(byRole(dialogs[0] ?? page, 'link', 'My certificates').getAttribute('href')).toBe('/certificates');
  });

  it('records nothing of who teaches the course, and says so', async () => {
    const { api, page } = await openPlayer(here, (prepared) => {
      prepared.routes.set('GET /learn/courses/night-sky', () => success(courseOf({ as: 'teacher', enrolment: null })));
    });
    watch(page, 30, 36);
    await api.answer();
    expect(textOf(page)).toContain('You see this as a teacher');
    expect(api.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(allByRole(page, 'button', 'Mark as done')).toHaveLength(0);
  });

  it.each([
    [[], 'You are not enrolled in this course'],
    [['expired'], 'Your access has ended'],
    [['pending'], 'Your request is being looked at'],
  ])('leads who may not read it (%j) to the page of the course', async (statuses, heading) => {
    const { page } = await openPlayer('/learn/night-sky', (api) => {
      api.failing.set('/learn/courses/night-sky', { status: 403, body: failure('ENROLMENT_REQUIRED') });
      const { id, slug, title, language, coverUrl, teachers, progress, resume } = courseOf();
      const mine = { id, slug, title, language, coverUrl, teachers, progress, resume };
      const more = { expiresAt: null, resumeTitle: null, lastActivityAt: null };
      api.routes.set('GET /learn/courses', () => success(statuses.map((status) => ({ ...mine, ...more, status }))));
    });
    expect(byRole(page, 'heading', heading)).toBeTruthy();
    expect(byRole(page, 'link', 'To the course page').getAttribute('href')).toBe('/courses/night-sky');
  });

  it('keeps the own note while it is written, and both versions where it was written twice', async () => {
    const { api, page } = await openPlayer(here);
    const field = byLabel(page, 'My notes');
    expect(field.value).toBe('Ask about the umbra');
    api.failing.set(`PUT ${lessonPath}/note`, { status: 409, body: failure('STALE') });
    api.routes.set(`GET ${lessonPath}/note`, () => success({ text: 'From my phone', revision: 4 }));
    type(field, 'From my desk');
    await vi.waitFor(
      async () => {
        await api.answer();
        expect(api.of(`${lessonPath}/note`).some(({ method }) => method === 'GET')).toBe(true);
      },
      { timeout: 10_000 },
    );
    api.failing.clear();
    api.routes.set(`PUT ${lessonPath}/note`, () => success({ revision: 5, savedAt: '2026-11-20T12:03:00.000Z' }));
    await vi.waitFor(
      async () => {
        await api.answer();
        expect(api.of(`${lessonPath}/note`).at(-1)?.body).toEqual({
          text: 'From my phone\n\nFrom my desk',
          revision: 4,
        });
      },
      { timeout: 10_000 },
    );
    await settle();
    expect(field.value).toBe('From my phone\n\nFrom my desk');
  });

  it('has an outline of its own keyboard stop on narrow screens', async () => {
    const matchMedia = globalThis.matchMedia;
    globalThis.matchMedia = (query: string) => Object.assign(matchMedia(query), { matches: query.includes('899') });
    try {
      const { page } = await openPlayer(here);
      expect(allByRole(page, 'complementary')).toHaveLength(0);
      byRole(page, 'button', /Reading the night sky/).click();
      await settle();
      const drawer = byRole(page, 'dialog', 'Outline of the course');
      byRole(drawer, 'button', 'Close the outline').click();
      await settle();
      expect(allByRole(page, 'dialog')).toHaveLength(0);
    } finally {
      globalThis.matchMedia = matchMedia;
    }
  });
});
