import { describe, expect, it, vi } from 'vitest';
import type { AttemptSelection } from '../../monitoring/attempts/attempt-selection.port.js';
import { ATTEMPTS, BLOCKS, idOf } from './desk.test-support.js';
import { FilterGroups, MAX_FILTERS } from './filter-groups.js';
import type { FrameContent } from './pending-events.js';

const keeping = (key: string, keeps: AttemptSelection['keeps'] = () => true): AttemptSelection => ({
  key,
  filter: { email: key },
  keeps,
});

describe('the filters of the consoles', () => {
  it('are looked through once for all consoles that share one', () => {
    const groups = new FilterGroups();
    const keeps = vi.fn(() => true);
    const members = Array.from({ length: 50 }, () => groups.enter(keeping('a', keeps)));
    const content = { stream: ATTEMPTS, events: [{ id: idOf(1) }, { id: idOf(2) }] } as unknown as FrameContent;
    for (const group of members) expect(group.keep(content)?.events).toHaveLength(2);
    expect(keeps).toHaveBeenCalledTimes(2);
    expect([...groups.all]).toHaveLength(1);
  });

  it('touch nothing but attempts', () => {
    const group = new FilterGroups().enter(keeping('a', () => false));
    const blocks = { stream: BLOCKS, events: [{ id: idOf(1) }] } as unknown as FrameContent;
    expect(group.keep(blocks)).toBe(blocks);
    expect(group.keep({ ...blocks, stream: ATTEMPTS })).toBeNull();
  });

  it('have a limit, which known ones and watching everything do not count against, and a place that is free again', () => {
    const groups = new FilterGroups();
    const entered = Array.from({ length: MAX_FILTERS }, (_, n) => groups.enter(keeping(String(n))));
    expect(() => groups.enter(keeping('one too many'))).toThrow(expect.objectContaining({ code: 'LIMIT_REACHED' }));
    const [first] = entered;
    if (first === undefined) throw new Error('there is no group');
    expect(groups.enter(keeping('0'))).toBe(first);
    expect(groups.enter(null).selection).toBeNull();
    groups.leave(first);
    expect(() => groups.enter(keeping('one too many'))).toThrow();
    groups.leave(first);
    groups.enter(keeping('one too many'));
  });
});
