import { describe, expect, it, vi } from 'vitest';
import type { ChainHead } from './audit-record.js';
import { type ChainSurvey, namedHeads, openChains } from './open-chains.js';

const head = (writer: string, seq: number): ChainHead => ({ writer, seq, hash: `${writer}${String(seq)}` });

function survey(chains: Record<string, number>, known: Partial<ChainSurvey>): ChainSurvey {
  return {
    writers: [],
    named: [],
    newest: [],
    hasRecord: (writer, seq) => Promise.resolve(seq <= (chains[writer] ?? 0)),
    findHead: (writer) => Promise.resolve(head(writer, chains[writer] ?? 0)),
    ...known,
  };
}

describe('the chains that a new chain names', () => {
  it('are those that wrote lately and were not named at their end', async () => {
    const found = await openChains(
      survey({}, { newest: [head('a', 9), head('b', 4), head('a', 8)], named: [head('b', 4)] }),
    );
    expect(found).toEqual([head('a', 9)]);
  });

  it('hold a chain that was named once and has grown since, although it did not write lately', async () => {
    expect(await openChains(survey({ a: 12 }, { named: [head('a', 9)] }))).toEqual([head('a', 12)]);
  });

  it('leave out a chain that ended long ago, at the cost of one look', async () => {
    const known = survey({ a: 9 }, { named: [head('a', 9)], writers: ['a'] });
    const findHead = vi.spyOn(known, 'findHead');
    expect(await openChains(known)).toEqual([]);
    expect(findHead).not.toHaveBeenCalled();
  });

  it('hold a chain that only its first record tells of', async () => {
    expect(await openChains(survey({ a: 3 }, { writers: ['a'] }))).toEqual([head('a', 3)]);
  });

  it('are read from details of any shape without harm', () => {
    expect(namedHeads({ heads: [head('a', 1), null, { writer: 1 }, 'x'] })).toEqual([head('a', 1)]);
    expect([namedHeads(null), namedHeads({ heads: 'x' }), namedHeads([])]).toEqual([[], [], []]);
  });
});
