import type { Course, CourseRow } from '@classy-book/contracts/courses';
import { courseSchema } from '@classy-book/contracts/courses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CoursesPort } from '../../../src/learning/courses/courses.port.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, personOf, publishCourse, publishLesson } from '../../support/teaching.js';

let t: TestApp;
let ada: Person;
let bob: Person;
let learner: Person;
let boss: Person;

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bob = await addPerson(t, 'bob@school.example', 'instructor');
  learner = await addPerson(t, 'lea@school.example', 'user');
  boss = personOf(t, await t.signIn());
});
afterAll(async () => {
  await t.close();
});

const at = (course: Course): string => `/teach/courses/${course.id}`;
const orderOf = (course: Course) =>
  course.sections.map(({ id, lessons }) => ({ id, lessonIds: lessons.map((lesson) => lesson.id) }));
const titlesOf = (course: Course) => course.sections.map(({ lessons }) => lessons.map(({ title }) => title));

describe('a course', () => {
  it('begins as a draft of its teacher, with an address made of its title', async () => {
    const one = await ada.done<Course>('post', '/teach/courses', { title: 'Brewing Tea' });
    expect(courseSchema.safeParse(one).success).toBe(true);
    expect(one).toMatchObject({ slug: 'brewing-tea', state: 'draft', version: 1, owned: true, sections: [] });
    expect(one.teachers).toEqual([{ userId: ada.tokens.user.id, name: 'Test Person', owner: true }]);
    const many = await Promise.all(
      Array.from(
        { length: 4 },
        async () => await bob.done<Course>('post', '/teach/courses', { title: 'Brewing tea!' }),
      ),
    );
    expect(new Set([one.slug, ...many.map(({ slug }) => slug)]).size).toBe(5);
    const arabic = await ada.done<Course>('post', '/teach/courses', { title: 'أساسيات النحو', language: 'ar' });
    expect(arabic).toMatchObject({ slug: 'اساسيات-النحو', language: 'ar' });
  });

  it('is described by its teachers, in HTML that is cleaned', async () => {
    const course = await makeCourse(ada, 'Bread', []);
    const description = '<p onclick="x()">Crust</p><script>alert(1)</script>';
    const sent = {
      version: 1,
      description,
      tags: ['a', ' a ', 'b'],
      accessDays: 30,
      price: { amount: 500, currency: 'EUR' },
    };
    const after = await ada.done<Course>('patch', at(course), sent);
    expect(after).toMatchObject({ version: 2, description: '<p>Crust</p>', tags: ['a', 'b'], accessDays: 30 });
    expect(await ada.codeOf('patch', at(course), { version: 1, title: 'Late' })).toBe('STALE');
    expect(await ada.codeOf('patch', at(course), { version: 2, coverFileId: 'a'.repeat(24) })).toBe(
      'VALIDATION_FAILED',
    );
    expect(await ada.codeOf('patch', at(course), { version: 2, ownerId: 'a'.repeat(24) })).toBe('VALIDATION_FAILED');
    expect(await ada.get<Course>(at(course))).toEqual(after);
  });

  it('keeps its address for itself, and its former ones once it was published', async () => {
    const [one, other] = [await makeCourse(ada, 'Cheese one', []), await makeCourse(ada, 'Cheese two', [])];
    expect(await ada.codeOf('patch', at(other), { version: 1, slug: one.slug })).toBe('CONFLICT');
    await ada.done('patch', at(one), { version: 1, slug: 'cheddar' });
    // a draft gave its address back
    await ada.done('patch', at(other), { version: 1, slug: 'cheese-one' });
    await t.connection.collection('courses').updateOne({ slug: 'cheddar' }, { $set: { publishedAt: new Date() } });
    await ada.done('patch', at(one), { version: 2, slug: 'stilton' });
    expect((await t.app.get(CoursesPort).find('cheddar'))?.slug).toBe('stilton');
    expect(await ada.codeOf('patch', at(other), { version: 2, slug: 'cheddar' })).toBe('CONFLICT');
    expect((await ada.done<Course>('patch', at(one), { version: 3, slug: 'cheddar' })).slug).toBe('cheddar');
  });

  it('is published with a summary and a published lesson, which the refusal says', async () => {
    const course = await makeCourse(ada, 'Empty', [['One']]);
    const { version } = course;
    const refused = await ada.ask('post', `${at(course)}/state`, { version, state: 'published' });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      'Before this course can be published it needs a summary and one published lesson.',
    ]);
    expect(refused.body.error.details.map(({ path }: { path: string }) => path)).toEqual(['summary', 'sections']);
    await publishLesson(ada, course.sections[0]?.lessons[0]?.id ?? '');
    const published = await publishCourse(ada, course.id);
    expect(published).toMatchObject({ state: 'published', publishedAt: expect.any(String) });
    const archived = await ada.done<Course>('post', `${at(course)}/state`, {
      version: published.version,
      state: 'archived',
    });
    expect(archived).toMatchObject({ state: 'archived', version: published.version + 1 });
  });

  it('is deleted by its owner, in the version that they saw', async () => {
    const course = await makeCourse(ada, 'Gone', [['One']]);
    expect(await ada.codeOf('delete', `${at(course)}?version=1`)).toBe('STALE');
    expect(await ada.codeOf('delete', at(course))).toBe('VALIDATION_FAILED');
    await ada.done('delete', `${at(course)}?version=${String(course.version)}`);
    expect(await ada.codeOf('get', at(course))).toBe('NOT_FOUND');
    expect(await ada.codeOf('delete', `${at(course)}?version=1`)).toBe('NOT_FOUND');
    const records = await t.connection.collection('audit_logs').find({ resourceId: course.id }).toArray();
    expect(records.map(({ details }) => String(details['change']))).toContain('deleted');
  });
});

describe('the outline', () => {
  it('is written as a whole: of several at once one wins, and nothing is lost', async () => {
    const course = await makeCourse(ada, 'Knots', [['a', 'b', 'c'], ['d'], []]);
    const order = orderOf(course);
    const ids = order.flatMap(({ lessonIds }) => lessonIds);
    const answers = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const turned = [...ids.slice(n % 4), ...ids.slice(0, n % 4)];
        const sections = order.map(({ id }, place) => ({ id, lessonIds: place === 1 ? turned : [] }));
        return await ada.codeOf('put', `${at(course)}/outline`, { version: course.version, sections });
      }),
    );
    expect(answers.sort()).toEqual(['STALE', 'STALE', 'STALE', 'STALE', 'STALE', 'done']);
    const after = await ada.get<Course>(at(course));
    expect(after.version).toBe(course.version + 1);
    expect(titlesOf(after).flat().sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('refuses an order that is no permutation, or that puts something before what it requires', async () => {
    const course = await makeCourse(ada, 'Order', [['a', 'b'], ['c']]);
    const { version } = course;
    const [first, second] = orderOf(course);
    const put = async (sections: unknown[]) => await ada.codeOf('put', `${at(course)}/outline`, { version, sections });
    expect(await put([first])).toBe('VALIDATION_FAILED');
    expect(await put([first, second, second])).toBe('VALIDATION_FAILED');
    expect(await put([first, { ...second, lessonIds: ['f'.repeat(24)] }])).toBe('VALIDATION_FAILED');
    const [a = '', b = ''] = first?.lessonIds ?? [];
    const change = { version, requires: [a], preview: true };
    const linked = await ada.done<Course>('patch', `${at(course)}/lessons/${b}`, change);
    expect(linked.sections[0]?.lessons[1]).toMatchObject({ requires: [a], preview: true });
    const turned = [{ ...first, lessonIds: [b, a] }, second];
    const late = { version: linked.version, sections: turned };
    expect(await ada.codeOf('put', `${at(course)}/outline`, late)).toBe('VALIDATION_FAILED');
    const circle = { version: linked.version, requires: [b] };
    expect(await ada.codeOf('patch', `${at(course)}/lessons/${a}`, circle)).toBe('VALIDATION_FAILED');
    expect(titlesOf(await ada.get<Course>(at(course)))).toEqual([['a', 'b'], ['c']]);
  });

  it('has sections that are renamed, and deleted when they are empty', async () => {
    const course = await makeCourse(ada, 'Sections', [['a'], []]);
    const [full, empty] = course.sections.map(({ id }) => `${at(course)}/sections/${id}`);
    const { version } = course;
    expect(await ada.codeOf('delete', `${full ?? ''}?version=${String(version)}`)).toBe('CONFLICT');
    const after = await ada.done<Course>('patch', full ?? '', { version, title: 'Renamed' });
    const last = await ada.done<Course>('delete', `${empty ?? ''}?version=${String(after.version)}`);
    expect(last.sections.map(({ title }) => title)).toEqual(['Renamed']);
  });
});

describe('who teaches', () => {
  it('is said by the owner, and found by nobody else', async () => {
    const course = await makeCourse(ada, 'Shared', [['a']]);
    const { version } = course;
    for (const emails of [['lea@school.example'], ['nobody@school.example']]) {
      const refused = await ada.ask('put', `${at(course)}/teachers`, { version, emails });
      expect([refused.status, refused.body.error.details]).toEqual([
        400,
        [{ path: 'emails.0', message: 'is not the address of somebody who may teach' }],
      ]);
    }
    const emails = ['BOB@school.example ', 'ada@school.example'];
    const shared = await ada.done<Course>('put', `${at(course)}/teachers`, { version, emails });
    expect(shared.teachers.map(({ owner }) => owner)).toEqual([true, false]);
    const seen = await bob.get<Course>(at(course));
    expect(seen.owned).toBe(false);
    const stale = { version: seen.version };
    expect(await bob.codeOf('put', `${at(course)}/teachers`, { ...stale, emails: [] })).toBe('FORBIDDEN');
    expect(await bob.codeOf('post', `${at(course)}/state`, { ...stale, state: 'archived' })).toBe('FORBIDDEN');
    expect(await bob.codeOf('delete', `${at(course)}?version=${String(seen.version)}`)).toBe('FORBIDDEN');
    expect(await bob.codeOf('patch', at(course), { ...stale, title: 'Shared by us' })).toBe('done');
  });

  it('decides about every route: others find nothing, learners may not even ask', async () => {
    const course = await makeCourse(ada, 'Private', [['a']]);
    const { version } = course;
    const [section] = course.sections;
    const lesson = section?.lessons[0]?.id ?? '';
    const routes: readonly [Parameters<Person['ask']>[0], string, object?][] = [
      ['get', at(course)],
      ['patch', at(course), { version, title: 'Mine' }],
      ['delete', `${at(course)}?version=${String(version)}`],
      ['put', `${at(course)}/teachers`, { version, emails: ['bob@school.example'] }],
      ['post', `${at(course)}/state`, { version, state: 'archived' }],
      ['post', `${at(course)}/sections`, { version, title: 'x' }],
      ['patch', `${at(course)}/sections/${section?.id ?? ''}`, { version, title: 'x' }],
      ['delete', `${at(course)}/sections/${section?.id ?? ''}?version=${String(version)}`],
      ['post', `${at(course)}/lessons`, { version, sectionId: section?.id, title: 'x' }],
      ['patch', `${at(course)}/lessons/${lesson}`, { version, preview: true }],
      ['put', `${at(course)}/outline`, { version, sections: orderOf(course) }],
    ];
    for (const [method, path, body] of routes) {
      expect([path, await bob.codeOf(method, path, body)]).toEqual([path, 'NOT_FOUND']);
      expect([path, await learner.codeOf(method, path, body)]).toEqual([path, 'FORBIDDEN']);
    }
    expect(await learner.codeOf('get', '/teach/courses')).toBe('FORBIDDEN');
    expect(await learner.codeOf('post', '/teach/courses', { title: 'x' })).toBe('FORBIDDEN');
    expect(await ada.get<Course>(at(course))).toEqual(course);
    expect(await boss.get<Course>(at(course))).toMatchObject({ id: course.id, owned: true });
  });

  it('is asked of the keys of machines too: they carry what they were made for', async () => {
    const course = await makeCourse(ada, 'By machine', []);
    const request = { name: 'm', scopes: ['courses:teach'], expiresInDays: 1 };
    expect(await learner.codeOf('post', '/account/api-keys', request)).not.toBe('done');
    const { key } = await ada.done<{ key: string }>('post', '/account/api-keys', request);
    const machine = personOf(t, { ...ada.tokens, accessToken: key });
    expect(await machine.codeOf('patch', at(course), { version: 1, title: 'Mine' })).toBe('done');
    const other = await boss.done<{ key: string }>('post', '/account/api-keys', { ...request, scopes: ['audit:read'] });
    const reader = personOf(t, { ...boss.tokens, accessToken: other.key });
    expect(await reader.codeOf('get', at(course))).toBe('FORBIDDEN');
  });

  it('passes to the next teacher, then to the primary administrator, when they go', async () => {
    const eve = await addPerson(t, 'eve@school.example', 'instructor');
    const [alone, shared] = [await makeCourse(eve, 'Alone', []), await makeCourse(eve, 'Together', [])];
    await eve.done('put', `${at(shared)}/teachers`, { version: 1, emails: ['bob@school.example'] });
    await boss.done('delete', `/admin/users/${eve.tokens.user.id}`, { reason: 'left the school' });
    await eventually('the courses to have new owners', async () => {
      const [one, other] = [await boss.get<Course>(at(alone)), await boss.get<Course>(at(shared))];
      return [one, other].every(({ teachers }) => teachers.some(({ owner }) => owner));
    });
    expect((await boss.get<Course>(at(alone))).teachers[0]?.userId).toBe(boss.tokens.user.id);
    expect((await bob.get<Course>(at(shared))).teachers).toMatchObject([{ userId: bob.tokens.user.id, owner: true }]);
  });
});

describe('the list of courses', () => {
  it('holds the own ones in pages by each sort, and finds words of titles', async () => {
    const dan = await addPerson(t, 'dan@school.example', 'instructor');
    for (const title of ['Ümläut café', 'Alpha beta', 'الرياضيّات للجميع', 'Zeta', 'alpha gamma']) {
      await makeCourse(dan, title, [['one']]);
    }
    for (const [sort, first] of [
      ['updated', 'alpha gamma'],
      ['created', 'alpha gamma'],
      ['title', 'Alpha beta'],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? '' : `&cursor=${cursor}`;
        const { body } = await dan.ask('get', `/teach/courses?sort=${sort}&limit=2${more}`).expect(200);
        seen.push(...(body.data as CourseRow[]).map(({ title }) => title));
        cursor = body.pagination.nextCursor as string | null;
      } while (cursor !== null);
      expect([seen.length, new Set(seen).size, seen[0]]).toEqual([5, 5, first]);
    }
    const find = async (q: string) =>
      (await dan.get<CourseRow[]>(`/teach/courses?sort=title&q=${encodeURIComponent(q)}`)).map(({ title }) => title);
    expect(await find('ALPHA')).toEqual(['Alpha beta', 'alpha gamma']);
    expect(await find('alp gam')).toEqual(['alpha gamma']);
    expect(await find('umlaut CAFE')).toEqual(['Ümläut café']);
    expect(await find('رياض')).toEqual([]);
    expect(await find('الرياضيات')).toEqual(['الرياضيّات للجميع']);
    expect(await find('$ne ***')).toEqual([]);
    expect(await dan.get<CourseRow[]>('/teach/courses?state=published')).toEqual([]);
    expect((await dan.get<CourseRow[]>('/teach/courses'))[0]).toMatchObject({
      lessons: 1,
      publishedLessons: 0,
      learners: 0,
    });
  });

  it('holds everybody’s for administrators only', async () => {
    expect(await ada.codeOf('get', '/teach/courses?all=true')).toBe('FORBIDDEN');
    const all = await boss.get<CourseRow[]>('/teach/courses?all=true&state=draft&q=brew');
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(await boss.get<CourseRow[]>('/teach/courses?q=brew')).toEqual([]);
  });

  it.each([
    'cursor=abc',
    'cursor=eyJzb3J0IjoidGl0bGUifQ',
    'sort=price',
    'state=secret',
    'limit=1000',
    'q[$ne]=1',
    'x=1',
  ])('refuses %s', async (query) => {
    expect(await ada.codeOf('get', `/teach/courses?${query}`)).toBe('VALIDATION_FAILED');
  });
});
