import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from '../lib/file-lock.mjs';
import { BoundedLog, endOfLog } from './bounded-log.ts';
import { SupervisedProcess } from './supervised-process.ts';

let folder = '';
let supervised: SupervisedProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervised-'));
});

afterEach(async () => {
  await supervised?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function supervise(program: string, readyWithinMs = 5_000, changes: string[] = []): SupervisedProcess {
  const ready = join(folder, 'ready');
  const plan = {
    name: 'the server',
    launch: () => spawn(process.execPath, ['-e', program, ready], { stdio: ['ignore', 'pipe', 'pipe'] }),
    isReady: () => Promise.resolve(existsSync(ready)),
    readyWithinMs,
    stopSignal: 'SIGTERM' as const,
    stopWithinMs: 500,
  };
  supervised = new SupervisedProcess(plan, new BoundedLog(join(folder, 'log')), () => changes.push('changed'));
  return supervised;
}

const SERVE = "require('fs').writeFileSync(process.argv[1], ''); setInterval(() => {}, 1000);";

async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !condition(); tries += 1) await pause(20);
  expect(condition()).toBe(true);
}

describe('a supervised process', () => {
  it('is waited for until it is ready, and ended when it is told to', async () => {
    const server = supervise(SERVE);
    await server.start();
    const running = server.process;
    expect(running !== undefined && isRunning(running)).toBe(true);
    await server.stop();
    expect(running !== undefined && isRunning(running)).toBe(false);
  });

  it('is started again when it is killed, and that is told', async () => {
    const changes: string[] = [];
    const server = supervise(SERVE, 5_000, changes);
    await server.start();
    const first = server.process?.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await eventually(() => changes.length === 1 && server.process?.pid !== first);
    expect(endOfLog(join(folder, 'log'), 500)).toContain('ended by itself (SIGKILL)');
  });

  it('that does not get ready in time is ended and told of', async () => {
    const server = supervise('setInterval(() => {}, 1000)', 300);
    await expect(server.start()).rejects.toThrow('the server was not ready within 0.3 s');
    const { process: left } = server;
    expect(left !== undefined && isRunning(left)).toBe(false);
  });

  it('that does not listen is made to end', async () => {
    const server = supervise(`process.on('SIGTERM', () => {}); ${SERVE}`);
    await server.start();
    const running = server.process;
    await server.stop();
    expect(running !== undefined && isRunning(running)).toBe(false);
  });
});

describe('the log', () => {
  it('never grows without end', () => {
    const path = join(folder, 'bounded');
    writeFileSync(path, 'x'.repeat(1_000_001));
    const log = new BoundedLog(path);
    log.write('new\n');
    expect(readFileSync(path, 'utf8')).toBe('new\n');
    expect(readFileSync(`${path}.old`)).toHaveLength(1_000_001);
  });
});
