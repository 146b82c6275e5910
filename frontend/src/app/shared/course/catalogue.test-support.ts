import type { CatalogueCard, CatalogueCourse } from '@classy-book/contracts/catalogue';

const COURSE = '6b00a9eee7b9a340610d841e';

/** A course of the catalogue, with what a test cares about replaced. */
export function cardOf(different: Partial<CatalogueCard> = {}): CatalogueCard {
  return {
    id: COURSE,
    slug: 'night-sky',
    title: 'Reading the night sky',
    summary: 'Find your way among the stars.',
    language: 'en',
    level: 'beginner',
    category: 'science',
    tags: ['astronomy'],
    coverUrl: null,
    price: { amount: 0, currency: 'EUR' },
    teachers: ['Noor Haddad'],
    lessons: 2,
    minutes: 75,
    rating: { average: 4.5, count: 2 },
    learners: 5,
    publishedAt: '2026-11-20T09:00:00Z',
    ...different,
  };
}

/** The page of that course: one free preview, one lesson that is not. */
export function courseOf(different: Partial<CatalogueCourse> = {}): CatalogueCourse {
  const lesson = { minutes: 10, blockTypes: ['text' as const] };
  return {
    ...cardOf(),
    description: '<p>About it.</p>',
    outcomes: ['Find north'],
    teaching: [{ userId: 'b'.repeat(24), name: 'Noor Haddad', owner: true }],
    enrolment: 'open',
    accessDays: null,
    sequential: false,
    certificate: true,
    sections: [
      {
        ...{ id: 'c'.repeat(24), title: 'Finding your way' },
        lessons: [
          { ...lesson, id: 'd'.repeat(24), title: 'Two thousand stars', preview: true },
          { ...lesson, id: 'e'.repeat(24), title: 'North', preview: false },
        ],
      },
    ],
    updatedAt: '2026-11-20T09:00:00Z',
    ...different,
  };
}
