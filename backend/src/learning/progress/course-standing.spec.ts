import type { OutlineLesson, OutlineSection, PublishedHeader } from '@classy-book/contracts/courses';
import type { CompletionRule } from '@classy-book/contracts/lesson-blocks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComplete } from './completion.js';
import { type Outline, standingOf, standingOfTeacher } from './course-standing.js';
import { type LessonFacts, NO_FACTS, withFact } from './lesson-facts.js';
import type { LessonFact } from './progress.port.js';

const AT = new Date('2026-11-20T09:30:00Z');
const VIDEO = 'video-1';
const QUIZ = 'quiz-01';
const VIEWED: CompletionRule = { kind: 'viewed' };

function header(change: Partial<PublishedHeader> = {}): PublishedHeader {
  return {
    ...{ title: 'A lesson', minutes: 5, required: true, rules: [VIEWED], blockTypes: ['text'] },
    graded: [{ blockId: QUIZ, kind: 'quiz', quizId: null, title: 'A quiz' }],
    videos: [{ blockId: VIDEO, seconds: 100 }],
    publishedAt: AT.toISOString(),
    ...change,
  };
}

function lesson(id: string, change: Partial<OutlineLesson> = {}): OutlineLesson {
  const published = header({ title: `Lesson ${id}` });
  return { id, title: `Draft ${id}`, preview: false, requires: [], published, changed: false, ...change };
}

function section(id: string, lessons: OutlineLesson[], requires: string[] = []): OutlineSection {
  return { id, title: `Section ${id}`, requires, lessons };
}

function course(sections: OutlineSection[], sequential = false): Outline {
  return { sections, sequential };
}

const viewed: LessonFacts = { ...NO_FACTS, viewedAt: AT };
const done = (...ids: string[]) => new Map(ids.map((id) => [id, viewed]));
const statesOf = (outline: Outline, facts = done()) =>
  Object.fromEntries(standingOf(outline, facts).lessons.map(({ lesson: { id }, state }) => [id, state]));
const lockOf = (outline: Outline, id: string, facts = done()) =>
  standingOf(outline, facts).lessons.find((entry) => entry.lesson.id === id)?.lock;

describe('the order of a course', () => {
  const sequential = course(
    [section('s', [lesson('a'), lesson('b', { published: header({ required: false }) }), lesson('c'), lesson('d')])],
    true,
  );

  it('opens each lesson when the required ones before it are complete, and says which is missing', () => {
    expect(statesOf(sequential)).toEqual({ a: 'open', b: 'locked', c: 'locked', d: 'locked' });
    expect(lockOf(sequential, 'd')).toEqual({ kind: 'lesson', id: 'a', title: 'Lesson a' });
    expect(statesOf(sequential, done('a'))).toEqual({ a: 'complete', b: 'open', c: 'open', d: 'locked' });
    expect(lockOf(sequential, 'd', done('a'))).toMatchObject({ id: 'c' });
  });

  it('is not held up by lessons that are not published', () => {
    const hidden = course([section('s', [lesson('a', { published: null }), lesson('b')])], true);
    expect(statesOf(hidden)).toEqual({ b: 'open' });
  });

  it('does not take back what is complete, and leaves previews open', () => {
    const later = course([section('s', [lesson('new'), lesson('b'), lesson('c', { preview: true })])], true);
    expect(statesOf(later, done('b'))).toEqual({ new: 'open', b: 'complete', c: 'open' });
  });
});

describe('what sections and lessons ask for', () => {
  it('is the required lessons of the sections, whatever the order', () => {
    const outline = course([
      section('one', [lesson('a'), lesson('x', { published: header({ required: false }) })]),
      section('two', [lesson('b')], ['one', 'two', 'gone']),
    ]);
    expect(lockOf(outline, 'b')).toEqual({ kind: 'section', id: 'one', title: 'Section one' });
    expect(statesOf(outline, done('a'))).toMatchObject({ b: 'open' });
  });

  it('is the lessons named, the first in the outline first, and nothing that learners do not see', () => {
    const outline = course([
      section('s', [lesson('a'), lesson('b'), lesson('c', { requires: ['b', 'a', 'c', 'gone', 'h'] })]),
      section('t', [lesson('h', { published: null })]),
    ]);
    expect(lockOf(outline, 'c')).toEqual({ kind: 'lesson', id: 'a', title: 'Lesson a' });
    expect(lockOf(outline, 'c', done('a'))).toMatchObject({ id: 'b' });
    expect(statesOf(outline, done('a', 'b'))).toMatchObject({ c: 'open' });
  });
});

describe('the rules of a lesson', () => {
  const rules: CompletionRule[] = [
    { kind: 'viewed' },
    { kind: 'score', blockId: QUIZ, minimum: 60 },
    { kind: 'watched', blockId: VIDEO, share: 90 },
  ];
  const strict = course([section('s', [lesson('a', { published: header({ rules }) })])]);
  const after = (...facts: LessonFact[]) =>
    facts.reduce((known, fact) => withFact(known, fact, header().videos, AT), NO_FACTS);

  it('have to be met all of them', () => {
    const watched: LessonFact = { kind: 'watched', blockId: VIDEO, ranges: [[0, 95]], seconds: 95 };
    const two = after({ kind: 'viewed' }, watched);
    expect(statesOf(strict, new Map([['a', two]]))).toEqual({ a: 'started' });
    const failed = after({ kind: 'viewed' }, watched, { kind: 'score', blockId: QUIZ, percent: 59 });
    expect(statesOf(strict, new Map([['a', failed]]))).toEqual({ a: 'started' });
    const all = after({ kind: 'score', blockId: QUIZ, percent: 60 }, { kind: 'viewed' }, watched);
    expect(statesOf(strict, new Map([['a', all]]))).toEqual({ a: 'complete' });
  });

  it('look at the best score, whatever came last', () => {
    const worse = after({ kind: 'score', blockId: QUIZ, percent: 80 }, { kind: 'score', blockId: QUIZ, percent: 10 });
    expect(worse.scores).toEqual([{ blockId: QUIZ, percent: 80 }]);
  });

  it('bind nobody where they name a block that is not there', () => {
    const published = header({ rules: [{ kind: 'submitted', blockId: 'gone-01' }], graded: [] });
    expect(isComplete(published, NO_FACTS)).toBe(false);
    expect(isComplete(published, viewed)).toBe(true);
  });

  it('do not undo what is complete when they change', () => {
    expect(isComplete(header({ rules }), { ...viewed, completedAt: AT })).toBe(true);
  });
});

describe('teachers', () => {
  it('find every published lesson open', () => {
    const outline = course([section('s', [lesson('a'), lesson('b')]), section('t', [lesson('c')], ['s'])], true);
    expect(standingOfTeacher(outline).lessons.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  });
});

describe('progress', () => {
  const ids = Array.from({ length: 8 }, (_, at) => `l${String(at)}`);
  const rule: fc.Arbitrary<CompletionRule> = fc.oneof(
    fc.constant(VIEWED),
    fc.constant<CompletionRule>({ kind: 'marked' }),
    fc.integer({ min: 1, max: 100 }).map((minimum): CompletionRule => ({ kind: 'score', blockId: QUIZ, minimum })),
    fc.integer({ min: 1, max: 100 }).map((share): CompletionRule => ({ kind: 'watched', blockId: VIDEO, share })),
    fc.constant<CompletionRule>({ kind: 'submitted', blockId: QUIZ }),
  );
  const fact: fc.Arbitrary<LessonFact> = fc.oneof(
    fc.constant<LessonFact>({ kind: 'viewed' }),
    fc.constant<LessonFact>({ kind: 'marked' }),
    fc.constant<LessonFact>({ kind: 'submitted', blockId: QUIZ }),
    fc.integer({ min: 0, max: 100 }).map((percent): LessonFact => ({ kind: 'score', blockId: QUIZ, percent })),
    fc
      .tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }))
      .map((range): LessonFact => ({ kind: 'watched', blockId: VIDEO, ranges: [range], seconds: 5 })),
  );
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const), id: fc.constantFrom(...ids), section: fc.nat(2) }),
    fc.record({ do: fc.constant('delete' as const), id: fc.constantFrom(...ids) }),
    fc.record({
      do: fc.constant('publish' as const),
      id: fc.constantFrom(...ids),
      required: fc.boolean(),
      rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ do: fc.constant('unpublish' as const), id: fc.constantFrom(...ids) }),
    fc.record({ do: fc.constant('learn' as const), id: fc.constantFrom(...ids), fact }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function change(sections: OutlineSection[], taken: Step): OutlineSection[] {
    const without = (list: OutlineLesson[]) => list.filter(({ id }) => id !== taken.id);
    switch (taken.do) {
      case 'add': {
        const there = sections.some(({ lessons }) => lessons.some(({ id }) => id === taken.id));
        if (there) return sections;
        return sections.map((part, at) =>
          at === taken.section ? { ...part, lessons: [...part.lessons, lesson(taken.id, { published: null })] } : part,
        );
      }
      case 'delete':
        return sections.map((part) => ({ ...part, lessons: without(part.lessons) }));
      case 'learn':
        return sections;
      case 'publish':
      case 'unpublish': {
        const published =
          taken.do === 'publish' ? header({ rules: taken.rules, required: taken.required, title: taken.id }) : null;
        return sections.map((part) => ({
          ...part,
          lessons: part.lessons.map((entry) => (entry.id === taken.id ? { ...entry, published } : entry)),
        }));
      }
    }
  }

  function expectGrown(before: LessonFacts, now: LessonFacts): void {
    if (before.viewedAt !== null) expect(now.viewedAt).toEqual(before.viewedAt);
    if (before.markedAt !== null) expect(now.markedAt).toEqual(before.markedAt);
    if (before.completedAt !== null) expect(now.completedAt).toEqual(before.completedAt);
    for (const blockId of before.submitted) expect(now.submitted).toContain(blockId);
    for (const { blockId, percent } of before.scores) {
      expect(now.scores.find((score) => score.blockId === blockId)?.percent).toBeGreaterThanOrEqual(percent);
    }
    for (const { blockId, ranges } of before.videos) {
      const kept = now.videos.find((video) => video.blockId === blockId)?.ranges ?? [];
      for (const [from, to] of ranges) expect(kept.some(([start, end]) => start <= from && to <= end)).toBe(true);
    }
  }

  it('is between 0 and 100, and 100 exactly when every required published lesson is complete, in whatever order things happen', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, sequential) => {
        let sections = ['s', 't', 'u'].map((id) => section(id, []));
        const facts = new Map<string, LessonFacts>();
        for (const taken of steps) {
          sections = change(sections, taken);
          const published = sections.flatMap(({ lessons }) => lessons.filter((entry) => entry.published !== null));
          if (taken.do === 'learn') {
            const before = facts.get(taken.id) ?? NO_FACTS;
            const now = withFact(before, taken.fact, header().videos, AT);
            expectGrown(before, now);
            const rules = published.find(({ id }) => id === taken.id)?.published;
            const completes = rules !== undefined && rules !== null && isComplete(rules, now);
            facts.set(taken.id, completes ? { ...now, completedAt: now.completedAt ?? AT } : now);
          }
          const standing = standingOf(course(sections, sequential), facts);
          const required = published.filter((entry) => entry.published?.required === true);
          const complete = required.filter(
            ({ id, published: rules }) => rules !== null && isComplete(rules, facts.get(id) ?? NO_FACTS),
          );
          expect(standing.percent).toBeGreaterThanOrEqual(0);
          expect(standing.percent).toBeLessThanOrEqual(100);
          expect(standing).toMatchObject({ done: complete.length, total: required.length });
          const all = required.length > 0 && complete.length === required.length;
          expect(standing.percent === 100).toBe(all);
          expect(standing.complete).toBe(all);
          expect(standing.minutesLeft).toBe((required.length - complete.length) * 5);
          // somebody who has begun is never left without a lesson to go on with
          expect(standing.lessons.length === 0 || standing.lessons.some(({ state }) => state !== 'locked')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of a course in which nothing is required is 0, and is never complete', () => {
    const outline = course([section('s', [lesson('a', { published: header({ required: false }) })])]);
    expect(standingOf(outline, done('a'))).toMatchObject({ percent: 0, done: 0, total: 0, complete: false });
  });

  it('is rounded down: 2 of 3 are 66 percent', () => {
    const outline = course([section('s', [lesson('a'), lesson('b'), lesson('c')])]);
    expect(standingOf(outline, done('a', 'b'))).toMatchObject({ percent: 66, done: 2, total: 3, minutesLeft: 5 });
  });
});
