import type { OutlineLesson, OutlineSection } from '@classy-book/contracts/courses';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonsOf, removeLesson, removeSection, reorder, updateLesson, updateSection } from './outline.js';

const idOf = (kind: 'a' | 'b', n: number): string => kind + String(n).padStart(23, '0');

function lesson(n: number, requires: string[] = []): OutlineLesson {
  return { id: idOf('b', n), title: `Lesson ${String(n)}`, preview: false, requires, published: null, changed: false };
}

/** Sections with as many lessons as the numbers say, numbered through. */
function outline(sizes: readonly number[]): OutlineSection[] {
  let next = 0;
  return sizes.map((size, n) => ({
    id: idOf('a', n),
    title: `Section ${String(n)}`,
    requires: [],
    lessons: Array.from({ length: size }, () => lesson(next++)),
  }));
}

const orderOf = (sections: readonly OutlineSection[]) =>
  sections.map(({ id, lessons }) => ({ id, lessonIds: lessons.map((one) => one.id) }));

const sizes = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 });

/** An outline and any other order of it: sections shuffled, and lessons shuffled and dealt anew. */
const shuffled = sizes.chain((counts) => {
  const before = outline(counts);
  const lessons = lessonsOf(before).map(({ id }) => id);
  return fc
    .record({
      sections: fc.shuffledSubarray(before, { minLength: before.length, maxLength: before.length }),
      lessons: fc.shuffledSubarray(lessons, { minLength: lessons.length, maxLength: lessons.length }),
      dealt: fc.array(fc.nat({ max: before.length - 1 }), { minLength: lessons.length, maxLength: lessons.length }),
    })
    .map(({ sections, lessons: ids, dealt }) => ({
      before,
      order: sections.map(({ id }, at) => ({ id, lessonIds: ids.filter((_, n) => dealt[n] === at) })),
    }));
});

describe('a new order', () => {
  it('is taken as it is, and loses and doubles nothing', () => {
    fc.assert(
      fc.property(shuffled, ({ before, order }) => {
        const after = reorder(before, order);
        expect(orderOf(after)).toEqual(order);
        expect(new Set(lessonsOf(after))).toEqual(new Set(lessonsOf(before)));
        expect(after.map(({ title }) => title).sort()).toEqual(before.map(({ title }) => title).sort());
      }),
    );
  });

  it('is refused where it is no permutation', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(), fc.constantFrom('drop', 'double', 'foreign'), ({ before, order }, at, how) => {
        const place = order[at % order.length];
        if (place === undefined) return;
        const [first] = place.lessonIds;
        if (how === 'drop' && first !== undefined) place.lessonIds.shift();
        else if (how === 'drop') order.splice(order.indexOf(place), 1);
        else if (how === 'double') place.lessonIds.push(first ?? lessonsOf(before)[0]?.id ?? idOf('b', 99));
        else place.lessonIds.push(idOf('b', 999));
        expect(() => reorder(before, order)).toThrow(/new order/);
      }),
    );
  });

  it('never leaves a cycle or a wait for what comes later, whatever is required and moved', () => {
    const step = fc.record({ lesson: fc.nat(), requires: fc.nat(), move: fc.boolean(), seed: fc.nat() });
    fc.assert(
      fc.property(sizes, fc.array(step, { maxLength: 30 }), (counts, steps) => {
        let sections = outline(counts);
        for (const { lesson: at, requires, move, seed } of steps) {
          const ids = lessonsOf(sections).map(({ id }) => id);
          const [one, other] = [ids[at % ids.length], ids[requires % ids.length]];
          if (one === undefined || other === undefined) return;
          try {
            sections = move
              ? reorder(sections, rotated(sections, seed))
              : updateLesson(sections, one, { requires: [other] });
          } catch {
            // refused: the outline is as it was
          }
          const order = lessonsOf(sections);
          order.forEach(({ requires: needed }, place) => {
            for (const id of needed) expect(order.findIndex((item) => item.id === id)).toBeLessThan(place);
          });
        }
      }),
    );
  });
});

function rotated(sections: readonly OutlineSection[], seed: number) {
  const ids = lessonsOf(sections).map(({ id }) => id);
  const turned = ids.map((_, n) => ids[(n + seed) % ids.length] ?? '');
  let next = 0;
  return sections.map(({ id, lessons }) => ({ id, lessonIds: lessons.map(() => turned[next++] ?? '') }));
}

describe('what is required', () => {
  it('comes earlier, and is in the course', () => {
    const sections = outline([2, 1]);
    expect(() => updateLesson(sections, idOf('b', 0), { requires: [idOf('b', 1)] })).toThrow(/comes earlier/);
    expect(() => updateLesson(sections, idOf('b', 0), { requires: [idOf('b', 0)] })).toThrow(/comes earlier/);
    expect(() => updateLesson(sections, idOf('b', 2), { requires: [idOf('b', 77)] })).toThrow(/comes earlier/);
    expect(() => updateSection(sections, idOf('a', 0), { requires: [idOf('a', 1)] })).toThrow(/comes earlier/);
    const after = updateLesson(sections, idOf('b', 2), { requires: [idOf('b', 0), idOf('b', 0)] });
    expect(after[1]?.lessons[0]?.requires).toEqual([idOf('b', 0)]);
  });

  it('is required no longer when it is gone', () => {
    let sections = updateLesson(outline([2, 0]), idOf('b', 1), { requires: [idOf('b', 0)] });
    sections = updateSection(sections, idOf('a', 1), { requires: [idOf('a', 0)] });
    sections = removeLesson(sections, idOf('b', 0));
    expect(sections[0]?.lessons).toEqual([lesson(1)]);
    expect(() => removeSection(sections, idOf('a', 0))).toThrow(/lessons in this section/);
    sections = removeSection(removeLesson(sections, idOf('b', 1)), idOf('a', 0));
    expect(sections).toMatchObject([{ id: idOf('a', 1), requires: [] }]);
  });
});
