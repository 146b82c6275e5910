import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRunning, nameProcess } from '../lib/file-lock.mjs';
import type { Layout } from './layout.ts';

/** A process by its number and the moment of its start; together they are never used again. */
export interface ProcessName {
  readonly pid: number;
  readonly start: string;
}

/** The engines that the bootstrap can run itself. */
export type EngineKind = 'mongod' | 'documentdb';

/** A database that runs, or ran when its machine went down. */
export interface DatabaseState {
  readonly kind: EngineKind;
  /** Without a database name: mongodb://127.0.0.1:PORT/?... */
  readonly uri: string;
  readonly port: number;
  /** The process that started the others, restarts them and ends with its last user. */
  readonly keeper: ProcessName;
  readonly processes: Readonly<Record<string, ProcessName>>;
}

/** @returns undefined where nothing was ever started, or the file does not make sense */
export function readState(layout: Layout): DatabaseState | undefined {
  try {
    const state = JSON.parse(readFileSync(layout.state, 'utf8')) as Partial<DatabaseState>;
    const complete =
      state.kind !== undefined &&
      state.uri !== undefined &&
      state.port !== undefined &&
      state.keeper !== undefined &&
      state.processes !== undefined;
    return complete ? (state as DatabaseState) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the state so that a reader sees the old one or the new one, never half of it. */
export function writeState(layout: Layout, state: DatabaseState): void {
  mkdirSync(dirname(layout.state), { recursive: true });
  const draft = `${layout.state}.new`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, layout.state);
}

/** Says that this process uses the database, until `removeLease` or the end of the process. */
export function addLease(layout: Layout): void {
  mkdirSync(layout.leases, { recursive: true });
  const { pid, start } = nameProcess();
  writeFileSync(join(layout.leases, String(pid)), start);
}

/** Says that this process does not use the database any more. */
export function removeLease(layout: Layout): void {
  rmSync(join(layout.leases, String(process.pid)), { force: true });
}

/** The processes that use the database; leases of processes that are gone are removed. */
export function liveLeases(layout: Layout): readonly ProcessName[] {
  const live: ProcessName[] = [];
  for (const file of listLeases(layout)) {
    const path = join(layout.leases, file);
    const lease = { pid: Number(file), start: readLease(path) };
    if (isRunning(lease)) live.push(lease);
    else rmSync(path, { force: true });
  }
  return live;
}

function listLeases(layout: Layout): readonly string[] {
  try {
    return readdirSync(layout.leases);
  } catch {
    return [];
  }
}

function readLease(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
