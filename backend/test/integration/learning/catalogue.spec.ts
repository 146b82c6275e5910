import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchPort } from '../../../src/performance/search/search.port.js';
import type { CatalogueCard, CatalogueCourse } from '@classy-book/contracts/catalogue';
import type { SearchResult } from '@classy-book/contracts/search';
import type { Course } from '@classy-book/contracts/courses';
import type { OwnReview, RatingSummary, Review } from '@classy-book/contracts/reviews';
import { CatalogueEntriesService } from '../../../src/learning/catalogue/catalogue-entries.service.js';
import { DemonstrationService } from '../../../src/learning/demonstration/demonstration.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, personOf, publishCourse, publishLesson } from '../../support/teaching.js';

let t: TestApp;
beforeAll(async () => {
  t = await startApp({ DEMONSTRATION: 'on' });
});
afterAll(async () => {
  await t.close();
});

describe('the text search', () => {
  let search: SearchPort;

  const entry = (id: string, title: string, text: string, audience = 'public') => ({
    ...{ id, kind: 'course' as const, courseId: id, audience, language: 'en', title, text },
  });
  const titles = async (words: string, audiences = ['public']) =>
    (await search.find(words, audiences, null, 10)).map(({ title }) => title);

  beforeAll(async () => {
    search = t.app.get(SearchPort, { strict: false });
    await search.replace('1', [
      entry('1', 'Reading the night sky', 'How the stars turn, and why planets wander.'),
      { ...entry('11', 'Eclipses', 'A shadow falls on the Earth.', 'course:1'), kind: 'lesson' },
    ]);
    await search.replace('2', [entry('2', 'قراءة السماء ليلًا', 'كيف تدور النُّجوم حول القطب، والكواكب بينها.')]);
    await search.replace('3', [entry('3', 'Bread at home', 'Flour, water, and a night in the fridge.')]);
  });
  afterAll(async () => {
    await Promise.all(['1', '2', '3'].map((id) => search.replace(id, [])));
  });

  it('finds English by the stem, the title before the text', async () => {
    expect(await titles('nights')).toEqual(['Reading the night sky', 'Bread at home']);
    expect(await titles('star')).toEqual(['Reading the night sky']);
  });

  it('finds Arabic with and without vowel signs, article and the forms of its letters', async () => {
    for (const words of ['النجوم', 'نجوم', 'قراءه', 'السَّماءُ', 'كواكب']) {
      expect(await titles(words)).toEqual(['قراءة السماء ليلًا']);
    }
  });

  it('wants all words where something has them all, else some', async () => {
    expect(await titles('night planets')).toEqual(['Reading the night sky']);
    expect((await titles('bread planets')).toSorted()).toEqual(['Bread at home', 'Reading the night sky']);
  });

  it('finds for nobody what is not for them', async () => {
    expect(await titles('shadow')).toEqual([]);
    expect(await titles('shadow', ['public', 'course:1'])).toEqual(['Eclipses']);
    expect(await titles('shadow', [])).toEqual([]);
  });

  it('shows the words around the match', async () => {
    const [hit] = await search.find('planets', ['public'], 'course', 10);
    expect(hit?.excerpt).toBe('How the stars turn, and why planets wander.');
  });

  it('suggests titles while somebody types', async () => {
    const suggested = async (typed: string) => (await search.suggest(typed, ['public'])).map(({ title }) => title);
    expect(await suggested('rea')).toEqual(['Reading the night sky']);
    expect(await suggested('night s')).toEqual(['Reading the night sky']);
    expect(await suggested('السم')).toEqual(['قراءة السماء ليلًا']);
    expect(await suggested('ecl')).toEqual([]);
    expect(await suggested('  ')).toEqual([]);
  });

  it.each(['"', '-night', '$where', '.*', '(', '\\', '{"$gt":""}', 'a'.repeat(200), '\u202e\u0000', '*'])(
    'answers %j without an error',
    async (typed) => {
      expect(Array.isArray(await titles(typed))).toBe(true);
      expect(Array.isArray(await search.suggest(typed, ['public']))).toBe(true);
    },
  );

  it('forgets what was replaced', async () => {
    await search.replace('3', [entry('3', 'Cake', 'Sugar.')]);
    expect(await titles('bread')).toEqual([]);
    expect(await titles('sugar')).toEqual(['Cake']);
    await search.replace('3', []);
    expect(await titles('sugar')).toEqual([]);
  });
});

describe('the catalogue', () => {
  let ada: Person;
  let lea: Person;
  let stars: Course;
  let bread: Course;

  const list = async (query = ''): Promise<CatalogueCard[]> => {
    const answer = await t.http.get(`/api/v1/catalogue/courses${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    return (answer.body as { data: CatalogueCard[] }).data;
  };
  const titlesOf = async (query = ''): Promise<string[]> => (await list(query)).map(({ title }) => title);
  const found = async (person: Person, q: string): Promise<SearchResult[]> =>
    await person.get<SearchResult[]>(`/search?q=${encodeURIComponent(q)}`);

  beforeAll(async () => {
    ada = await addPerson(t, 'ada@school.example', 'instructor');
    lea = await addPerson(t, 'lea@school.example', 'user');
    stars = await makeCourse(ada, 'Stars above us', [['Constellations', 'Comets'], ['Quasars']]);
    const [first, second] = stars.sections[0]?.lessons ?? [];
    const hidden = stars.sections[1]?.lessons[0];
    await publishLesson(ada, first?.id ?? '', [{ id: 'text01', type: 'text', html: '<p>Orion is a hunter.</p>' }], {
      rules: [{ kind: 'marked' }],
    });
    await publishLesson(ada, second?.id ?? '', [{ id: 'text01', type: 'text', html: '<p>Halley returns.</p>' }]);
    await ada.done('put', `/teach/lessons/${hidden?.id ?? ''}/draft`, {
      revision: (await ada.get<{ revision: number }>(`/teach/lessons/${hidden?.id ?? ''}`)).revision,
      draft: {
        ...{ title: 'Quasars', minutes: 5, required: true, rules: [{ kind: 'marked' }] },
        blocks: [{ id: 'text01', type: 'text', html: '<p>Unfinished redshift.</p>' }],
      },
    });
    const { version } = await ada.get<Course>(`/teach/courses/${stars.id}`);
    await ada.done('patch', `/teach/courses/${stars.id}`, {
      ...{ version, sequential: true, category: 'science', level: 'beginner', tags: ['space'] },
    });
    await publishCourse(ada, stars.id);
    bread = await makeCourse(ada, 'Bread for everybody', [['Dough']]);
    await publishLesson(ada, bread.sections[0]?.lessons[0]?.id ?? '');
    await publishCourse(ada, bread.id);
    await makeCourse(ada, 'A secret draft', [['Nothing']]);
    await eventually('both courses', async () => (await list()).length === 2);
  });

  it('lists published courses to everybody, and no draft', async () => {
    expect(await titlesOf()).toEqual(['Bread for everybody', 'Stars above us']);
    expect(await titlesOf('?q=secret')).toEqual([]);
  });

  it('pages in every order without losing or doubling one', async () => {
    for (const sort of ['newest', 'popular', 'rating', 'title']) {
      const first = await t.http.get(`/api/v1/catalogue/courses?sort=${sort}&limit=1`);
      const cursor = (first.body as { pagination: { nextCursor: string } }).pagination.nextCursor;
      const second = await t.http.get(`/api/v1/catalogue/courses?sort=${sort}&limit=1&cursor=${cursor}`);
      const seen = [first, second].flatMap(({ body }) => (body as { data: CatalogueCard[] }).data);
      expect([sort, seen.map(({ title }) => title).toSorted()]).toEqual([
        sort,
        ['Bread for everybody', 'Stars above us'],
      ]);
      expect((second.body as { pagination: { nextCursor: null } }).pagination.nextCursor).toBeNull();
    }
  });

  it('keeps what the filters name', async () => {
    expect(await titlesOf('?category=science,arts')).toEqual(['Stars above us']);
    expect(await titlesOf('?level=beginner&tag=space&price=free&language=en')).toEqual(['Stars above us']);
    expect(await titlesOf('?price=paid')).toEqual([]);
    expect(await titlesOf('?q=constellation')).toEqual(['Stars above us']);
  });

  it.each([
    '?sort=price',
    '?limit=0',
    '?limit=101',
    '?cursor=x',
    '?category=$ne',
    '?q=',
    '?q[$gt]=',
    '?language=%00',
    '?x=1',
  ])('refuses %s', async (query) => {
    expect((await t.http.get(`/api/v1/catalogue/courses${query}`)).status).toBe(400);
  });

  it('shows the page of a course with its public outline, and nothing of what its lessons say', async () => {
    const answer = await t.http.get(`/api/v1/catalogue/courses/${stars.slug}`);
    const page = (answer.body as { data: CatalogueCourse }).data;
    expect(page.sections.flatMap(({ lessons }) => lessons.map(({ title }) => title))).toEqual([
      'Constellations',
      'Comets',
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/Orion|Halley|Quasars|redshift|@school/);
  });

  it('finds lessons for those to whom they are open, and for nobody else', async () => {
    expect(await found(lea, 'orion')).toEqual([]);
    await lea.done('post', `/learn/courses/${stars.id}/enrol`);
    expect((await found(lea, 'orion')).map(({ title }) => title)).toEqual(['Constellations']);
    // locked: the lesson before it is not complete
    expect(await found(lea, 'halley')).toEqual([]);
    expect(await lea.get<SearchResult[]>('/search/suggestions?q=comet')).toEqual([]);
    expect((await found(ada, 'halley')).map(({ title }) => title)).toEqual(['Comets']);
    // never published
    expect(await found(ada, 'redshift')).toEqual([]);
    await lea.done('post', `/learn/courses/${stars.id}/lessons/${stars.sections[0]?.lessons[0]?.id ?? ''}/mark`);
    expect((await found(lea, 'halley')).map(({ title }) => title)).toEqual(['Comets']);
  });

  it('counts who learns', async () => {
    await eventually('one learner', async () => (await list('?q=stars'))[0]?.learners === 1);
  });

  it('takes a review of who has learned something, once for each, and counts the stars', async () => {
    const path = `/learn/courses/${stars.slug}/review`;
    const late = await addPerson(t, 'late@school.example', 'user');
    expect(await late.codeOf('put', path, { stars: 5, text: '' })).toBe('ENROLMENT_REQUIRED');
    expect(await lea.get<OwnReview>(path)).toMatchObject({ review: null, may: true });
    await Promise.all([1, 2, 4].map((given) => lea.done('put', path, { stars: given, text: 'Well\nwritten.' })));
    await lea.done('put', path, { stars: 4, text: '<b>Well</b> written.' });
    const rating = (await t.http.get(`/api/v1/catalogue/courses/${stars.slug}/rating`)).body as { data: RatingSummary };
    expect(rating.data).toEqual({ average: 4, count: 1, stars: [0, 0, 0, 1, 0] });
    expect((await list('?q=stars'))[0]?.rating).toEqual({ average: 4, count: 1 });
    expect(await lea.codeOf('put', path, { stars: 6, text: '' })).toBe('VALIDATION_FAILED');
  });

  it('lets teachers of the course answer a review, and only who manages courses hide it', async () => {
    const reviews = async () =>
      ((await t.http.get(`/api/v1/catalogue/courses/${stars.slug}/reviews`)).body as { data: Review[] }).data;
    const id = (await reviews())[0]?.id ?? '';
    const eve = await addPerson(t, 'eve@school.example', 'instructor');
    expect(await eve.codeOf('put', `/teach/reviews/${id}/reply`, { text: 'Ha' })).toBe('NOT_FOUND');
    await ada.done('put', `/teach/reviews/${id}/reply`, { text: 'Thank you.' });
    expect((await reviews())[0]).toMatchObject({ stars: 4, own: false, reply: { text: 'Thank you.' } });
    const hide = { hidden: true, reason: 'Not about the course' };
    expect(await ada.codeOf('post', `/admin/reviews/${id}/visibility`, hide)).toBe('FORBIDDEN');
    const boss = personOf(t, await t.signIn());
    await boss.done('post', `/admin/reviews/${id}/visibility`, hide);
    expect(await boss.codeOf('post', `/admin/reviews/${id}/visibility`, hide)).toBe('CONFLICT');
    expect(await reviews()).toEqual([]);
    expect((await lea.get<OwnReview>(`/learn/courses/${stars.slug}/review`)).review?.hidden).toBe(true);
    expect((await list('?q=stars'))[0]?.rating).toEqual({ average: null, count: 0 });
  });

  it('loses a course that is not published any more, and finds again what it missed', async () => {
    const { version } = await ada.get<Course>(`/teach/courses/${bread.id}`);
    await ada.done('post', `/teach/courses/${bread.id}/state`, { version, state: 'archived' });
    await eventually('one course', async () => (await list()).length === 1);
    expect((await t.http.get(`/api/v1/catalogue/courses/${bread.slug}`)).status).toBe(404);
    expect(await titlesOf('?q=bread')).toEqual([]);
    await t.connection.collection('catalogue_entries').deleteMany({});
    await t.app.get(CatalogueEntriesService, { strict: false }).repair();
    expect(await titlesOf()).toEqual(['Stars above us']);
  });
});

describe('the demonstration', () => {
  const courses = async (): Promise<CatalogueCard[]> => {
    const answer = await t.http.get('/api/v1/catalogue/courses?tag=astronomy');
    return (answer.body as { data: CatalogueCard[] }).data;
  };

  it('is made once, whoever starts at the same time, with people who have learned something', async () => {
    const demonstration = t.app.get(DemonstrationService, { strict: false });
    await Promise.all([demonstration.seed(), demonstration.seed()]);
    await demonstration.seed();
    await eventually('the course with its learners', async () => (await courses())[0]?.learners === 5);
    const [course] = await courses();
    expect(course).toMatchObject({ title: 'Reading the night sky', lessons: 7, rating: { count: 2 } });
    const arabic = await t.http.get('/api/v1/catalogue/courses?language=ar');
    expect((arabic.body as { data: CatalogueCard[] }).data).toHaveLength(1);
    const done = await t.connection.collection('enrolments').countDocuments({ status: 'completed' });
    expect(done).toBe(2);
  });

  it('has quizzes that can be taken, pictures that can be seen, and nobody who can sign in', async () => {
    const lea = personOf(t, await t.signIn('lea@school.example'));
    const [course] = await courses();
    expect((await t.http.get(course?.coverUrl ?? '')).headers['content-type']).toBe('image/webp');
    await lea.done('post', `/learn/courses/${course?.slug ?? ''}/enrol`);
    const outline = await lea.get<{ sections: { lessons: { id: string; state: string }[] }[] }>(
      `/learn/courses/${course?.slug ?? ''}`,
    );
    expect(outline.sections.flatMap(({ lessons }) => lessons.map(({ state }) => state))).toEqual([
      'open',
      ...Array.from({ length: 6 }, () => 'locked'),
    ]);
    await expect(t.signIn('noor.haddad@demo.classy.local', 'Classy-Book-1')).rejects.toThrow('INVALID_CREDENTIALS');
  });
});
