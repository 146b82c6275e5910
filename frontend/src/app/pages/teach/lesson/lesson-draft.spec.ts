import { blockTypes, type Block } from '@classy-book/contracts/lesson-blocks';
import { lessonDraftSchema, type LessonDraft } from '@classy-book/contracts/lessons';
import fc from 'fast-check';
import {
  adoptStored,
  duplicateBlock,
  insertBlock,
  moveBlock,
  newBlock,
  putBack,
  removeBlock,
  ruleOptions,
  setRule,
  unfinishedOf,
} from './lesson-draft';

const quizId = 'f'.repeat(24);
const draftOf = (...blocks: Block[]): LessonDraft => ({
  title: 'Eclipses',
  minutes: 5,
  required: true,
  rules: [{ kind: 'viewed' }],
  blocks,
});
const all = draftOf(...blockTypes.map((type) => newBlock(type, quizId)));
const idOf = (type: Block['type']): string => all.blocks.find((block) => block.type === type)?.id ?? '';

describe('the draft of a lesson', () => {
  it('can be saved with a new block of every type', () => {
    expect(lessonDraftSchema.safeParse(all).error).toBeUndefined();
  });

  it('stays one that can be saved, whatever is done to its blocks', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('move' as const), block: fc.nat(20), to: fc.integer({ min: -2, max: 20 }) }),
      fc.record({ do: fc.constantFrom('duplicate' as const, 'remove' as const), block: fc.nat(20), to: fc.nat(1) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let draft = setRule(all, { kind: 'submitted', blockId: idOf('quiz') }, true);
        for (const { do: what, block, to } of steps) {
          const id = draft.blocks[block % Math.max(1, draft.blocks.length)]?.id ?? '';
          if (what === 'move') draft = moveBlock(draft, id, to);
          else draft = what === 'remove' ? removeBlock(draft, id) : duplicateBlock(draft, id);
        }
        expect(lessonDraftSchema.safeParse(draft).error).toBeUndefined();
        const ids = new Set(draft.blocks.map(({ id }) => id));
        expect(draft.rules.every((rule) => !('blockId' in rule) || ids.has(rule.blockId))).toBe(true);
      }),
    );
  });

  it('gets back a block that was removed, with its rules, in its place', () => {
    const before = setRule(all, { kind: 'watched', blockId: idOf('video'), share: 80 }, true);
    const after = removeBlock(before, idOf('video'));
    expect(after.rules).toEqual([{ kind: 'viewed' }]);
    expect(putBack(after, before, idOf('video'))).toEqual(before);
    expect(putBack(before, before, idOf('video'))).toBe(before);
  });

  it('has a quiz once only', () => {
    expect(duplicateBlock(all, idOf('quiz'))).toBe(all);
    expect(duplicateBlock(all, idOf('text')).blocks).toHaveLength(all.blocks.length + 1);
  });
});

describe('what completes a lesson', () => {
  it('is offered as its blocks allow', () => {
    const kinds = (draft: LessonDraft) => ruleOptions(draft).map(({ rule }) => rule.kind);
    expect(kinds(draftOf(newBlock('text')))).toEqual(['marked']);
    expect(kinds(draftOf(newBlock('video')))).toEqual(['marked', 'watched']);
    expect(kinds(draftOf(newBlock('assignment')))).toEqual(['marked', 'submitted', 'score']);
  });

  it('is opening it only where nothing else is chosen', () => {
    const score = { kind: 'score', blockId: idOf('quiz'), minimum: 75 } as const;
    const chosen = setRule(setRule(all, { kind: 'marked' }, true), score, true);
    expect(chosen.rules).toEqual([{ kind: 'marked' }, score]);
    expect(ruleOptions(chosen).find(({ rule, chosen: on }) => on && rule.kind === 'score')?.rule).toEqual(score);
    expect(setRule(chosen, { ...score, minimum: 80 }, true).rules).toHaveLength(2);
    expect(setRule(setRule(chosen, score, false), { kind: 'marked' }, false).rules).toEqual([{ kind: 'viewed' }]);
  });
});

describe('what is left to do before publishing', () => {
  it.each([
    [newBlock('text'), null],
    [newBlock('image'), 'file'],
    [{ ...newBlock('image'), fileId: quizId }, 'alt'],
    [{ ...newBlock('image'), fileId: quizId, decorative: true }, null],
    [{ ...newBlock('video'), fileId: quizId }, 'seconds'],
    [newBlock('file'), 'file'],
    [newBlock('embed'), 'url'],
  ] as [Block, string | null][])('%o: %s', (block, left) => {
    expect(unfinishedOf(block)).toBe(left);
  });
});

it('what the server made of a draft changes nothing that is being typed', () => {
  const task = { id: 'block-1', type: 'assignment', points: 5, accepts: 'both' } as const;
  const mine = draftOf({ ...task, title: 'Draw ', html: '<p onclick="x">a</p>' });
  const stored = draftOf({ ...task, title: 'Draw', html: '<p>a</p>' });
  expect(adoptStored({ ...mine, title: 'Eclipses ' }, stored)).toEqual({
    ...mine,
    title: 'Eclipses ',
    blocks: [{ ...mine.blocks[0], html: '<p>a</p>' }],
  });
  expect(adoptStored(insertBlock(mine, 0, newBlock('text')), stored).blocks).toHaveLength(2);
});
