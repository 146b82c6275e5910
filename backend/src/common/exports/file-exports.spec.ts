import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { type ExportPlan, FileExports } from './file-exports.js';

interface Row {
  readonly name: string;
  readonly facts: { readonly count: number };
}

const NOW = new Date('2026-11-20T10:00:00Z');
const plan = (recorded: number[] = []): ExportPlan<Row> => ({
  name: 'things',
  columns: ['name', 'count'],
  pages: (async function* () {
    yield await Promise.resolve([{ name: '=1+1', facts: { count: 1 } }]);
    yield await Promise.resolve([{ name: 'two\nlines', facts: { count: 2 } }]);
  })(),
  toCells: ({ name, facts }) => [name, facts.count],
  record: (rows) => {
    recorded.push(rows);
    return Promise.resolve();
  },
});

describe('an exported file', () => {
  it('is CSV that no spreadsheet runs', async () => {
    const recorded: number[] = [];
    const { stream, filename, type } = await new FileExports(new Logger()).start(plan(recorded), NOW);
    expect(await text(stream)).toBe('name,count\r\n\'=1+1,1\r\n"two\nlines",2\r\n');
    expect([filename, type]).toEqual(['things-2026-11-20.csv', 'text/csv; charset=utf-8']);
    expect(recorded).toEqual([2]);
  });

  it('is JSON lines with the cells under the names of their columns', async () => {
    const { stream, filename, type } = await new FileExports(new Logger()).start(plan(), NOW, 'jsonl');
    expect(await text(stream)).toBe('{"name":"=1+1","count":1}\n{"name":"two\\nlines","count":2}\n');
    expect([filename, type]).toEqual(['things-2026-11-20.jsonl', 'application/x-ndjson; charset=utf-8']);
  });

  it('says on a line of JSON what its plan wants to say there', async () => {
    const told = { ...plan(), toJson: ({ facts }: Row) => facts };
    const { stream } = await new FileExports(new Logger()).start(told, NOW, 'jsonl');
    expect(await text(stream)).toBe('{"count":1}\n{"count":2}\n');
  });
});
