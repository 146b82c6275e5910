import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameProcess } from '../lib/file-lock.mjs';
import { engineWithData, layoutOf, nameOf, type Layout } from './layout.ts';
import { addLease, liveLeases, readState, removeLease, writeState } from './state.ts';

let layout: Layout;

beforeEach(() => {
  layout = layoutOf(mkdtempSync(join(tmpdir(), 'state-')));
});

afterEach(() => {
  rmSync(layout.data, { recursive: true });
});

describe('leases', () => {
  it('are there while their process is, and no longer', async () => {
    addLease(layout);
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10_000)']);
    const { pid, start } = nameProcess(other.pid);
    writeFileSync(join(layout.leases, String(pid)), start);
    expect(liveLeases(layout)).toHaveLength(2);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(liveLeases(layout)).toEqual([nameProcess()]);
    removeLease(layout);
    expect(liveLeases(layout)).toEqual([]);
  });

  it('are none where nothing was ever started', () => {
    expect(liveLeases(layout)).toEqual([]);
    expect(readState(layout)).toBeUndefined();
  });
});

describe('the state', () => {
  it('is read as it was written, and half a one is none', () => {
    const state = {
      kind: 'documentdb' as const,
      uri: 'mongodb://127.0.0.1:1/',
      port: 1,
      keeper: nameProcess(),
      processes: { postgres: { pid: 2, start: '3' } },
    };
    writeState(layout, state);
    expect(readState(layout)).toEqual(state);
    writeFileSync(layout.state, '{"kind":"documentdb"');
    expect(readState(layout)).toBeUndefined();
    writeFileSync(layout.state, '{"kind":"documentdb"}');
    expect(readState(layout)).toBeUndefined();
  });
});

describe('the layout', () => {
  it('tells which engine holds the data', () => {
    expect(engineWithData(layout)).toBeUndefined();
    mkdirSync(join(layout.postgresql, 'data'), { recursive: true });
    writeFileSync(join(layout.postgresql, 'data', 'PG_VERSION'), '18');
    expect(engineWithData(layout)).toBe('documentdb');
  });

  it('names two installations differently, and one always the same', () => {
    expect(nameOf(layoutOf('/a/.data'))).toBe(nameOf(layoutOf('/a/./.data')));
    expect(nameOf(layoutOf('/a/.data'))).not.toBe(nameOf(layoutOf('/b/.data')));
  });
});
