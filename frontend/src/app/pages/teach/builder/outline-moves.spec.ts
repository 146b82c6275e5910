import fc from 'fast-check';
import { lessonOf, sectionOf } from '../../../shared/teach/teach.test-support';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { lessonStep, lessonTo, orderOf, placeOf, sectionStep, sectionTo, type Sections } from './outline-moves';

const outline: Sections = [sectionOf(1, [lessonOf(11), lessonOf(12)]), sectionOf(2, []), sectionOf(3, [lessonOf(31)])];

/** The outline by the numbers of its parts. */
const numbers = (sections: Sections): readonly (readonly [number, ...number[]])[] =>
  sections.map(({ id, lessons }) => [numberOf(id), ...lessons.map((lesson) => numberOf(lesson.id))]);
const all = [1, 2, 3, 11, 12, 31];
const numberOf = (id: string): number => all.find((number) => idOf(number) === id) ?? 0;

describe('moving in an outline', () => {
  it('steps over the edge of a section into the next one', () => {
    const down = lessonStep(idOf(12), 1)(outline);
    expect(numbers(down)).toEqual([
      [1, 11],
      [2, 12],
      [3, 31],
    ]);
    expect(numbers(lessonStep(idOf(12), 1)(down))).toEqual([[1, 11], [2], [3, 12, 31]]);
    expect(numbers(lessonStep(idOf(12), -1)(down))).toEqual([[1, 11, 12], [2], [3, 31]]);
  });

  it('stops at both ends', () => {
    expect(lessonStep(idOf(11), -1)(outline)).toBe(outline);
    expect(lessonStep(idOf(31), 1)(outline)).toBe(outline);
    expect(sectionStep(idOf(1), -1)(outline)).toBe(outline);
    expect(sectionStep(idOf(3), 1)(outline)).toBe(outline);
  });

  it('takes a section with its lessons', () => {
    expect(numbers(sectionStep(idOf(1), 1)(outline))).toEqual([[2], [1, 11, 12], [3, 31]]);
    expect(numbers(sectionTo(idOf(3), 0)(outline))).toEqual([[3, 31], [1, 11, 12], [2]]);
  });

  it('leaves an outline as it is where somebody else deleted what is moved, or where it goes', () => {
    expect(lessonTo(idOf(99), idOf(1), 0)(outline)).toBe(outline);
    expect(lessonTo(idOf(11), idOf(99), 0)(outline)).toBe(outline);
    expect(sectionTo(idOf(99), 0)(outline)).toBe(outline);
  });

  it('never loses or doubles anything', () => {
    const move = fc.oneof(
      fc
        .tuple(fc.constantFrom(11, 12, 31), fc.constantFrom(1, 2, 3), fc.nat(4))
        .map(([lesson, section, index]) => lessonTo(idOf(lesson), idOf(section), index)),
      fc
        .tuple(fc.constantFrom(11, 12, 31), fc.constantFrom(1 as const, -1 as const))
        .map(([lesson, by]) => lessonStep(idOf(lesson), by)),
      fc.tuple(fc.constantFrom(1, 2, 3), fc.nat(3)).map(([section, index]) => sectionTo(idOf(section), index)),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const after = moves.reduce((sections, apply) => apply(sections), outline);
        expect(
          numbers(after)
            .flat()
            .sort((one, other) => one - other),
        ).toEqual(all);
      }),
    );
  });

  it('sends every section with its lessons', () => {
    expect(orderOf(outline)[0]).toEqual({ id: idOf(1), lessonIds: [idOf(11), idOf(12)] });
    expect(placeOf(outline, idOf(31))).toEqual({ section: 2, lesson: 0 });
  });
});
