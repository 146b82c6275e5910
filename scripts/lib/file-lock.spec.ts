import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning, lockHolder, nameProcess, tryLock, waitForLock } from './file-lock.mjs';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The name of a process that has run and ended. */
async function deadProcess(): Promise<{ pid: number; start: string }> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10_000)']);
  const name = nameProcess(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return name;
}

describe('isRunning', () => {
  it('knows this process, a dead one, and a number that another process has by now', async () => {
    expect(isRunning(nameProcess())).toBe(true);
    expect(isRunning(await deadProcess())).toBe(false);
    const impostor = { pid: process.pid, start: '1' };
    expect(isRunning(impostor)).toBe(process.platform !== 'linux');
    expect(isRunning({ pid: 0, start: '' })).toBe(false);
  });
});

describe('the lock', () => {
  it('is held by one and free again afterwards', () => {
    const release = tryLock(path);
    expect(lockHolder(path)?.pid).toBe(process.pid);
    expect(tryLock(path)).toBeUndefined();
    release?.();
    expect(tryLock(path)).toBeDefined();
  });

  it('of a process that is gone counts for nothing', async () => {
    writeFileSync(path, JSON.stringify(await deadProcess()));
    expect(tryLock(path)).toBeDefined();
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('that is being written at this moment is respected, but not for ever', () => {
    writeFileSync(path, '');
    expect(tryLock(path)).toBeUndefined();
    utimesSync(path, 0, 0);
    expect(tryLock(path)).toBeDefined();
  });

  it('can be waited for, and says once for whom', async () => {
    const release = tryLock(path);
    const told: unknown[] = [];
    setTimeout(() => release?.(), 250);
    const second = await waitForLock(path, { timeoutMs: 5_000, onWait: (holder) => told.push(holder) });
    expect(told).toEqual([process.pid]);
    second();
    expect(existsSync(path)).toBe(false);
  });

  it('is not waited for without end', async () => {
    tryLock(path);
    await expect(waitForLock(path, { timeoutMs: 150 })).rejects.toThrow(`Process ${process.pid} holds`);
  });

  it('goes to exactly one of many processes that find a dead holder at the same moment', async () => {
    writeFileSync(path, JSON.stringify(await deadProcess()));
    const program = `
      const { tryLock } = await import(${JSON.stringify(join(import.meta.dirname, 'file-lock.mjs'))});
      console.log(tryLock(${JSON.stringify(path)}) ? 'mine' : 'no');
      setTimeout(() => {}, 3_000);`;
    const children = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', program]));
    const answers = await Promise.all(
      children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
    );
    for (const child of children) child.kill('SIGKILL');
    expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1);
  });
});
