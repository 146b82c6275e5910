import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** The repository's folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** A path inside the repository. */
export const inRoot = (...parts: string[]): string => join(ROOT, ...parts);

/** A command of an installed package. */
export const packageBin = (name: string): string => inRoot('node_modules', '.bin', name);

/** Where this installation keeps its data: DATA_DIR, or `.data` in the repository. */
export function dataDirectory(): string {
  const configured = process.env['DATA_DIR'];
  return configured === undefined || configured === '' ? inRoot('.data') : resolve(ROOT, configured);
}

/** Where what every checkout can share is kept: ~/.cache/classy-book. */
export function cacheDirectory(): string {
  const configured = process.env['XDG_CACHE_HOME'];
  const base = configured === undefined || configured === '' ? join(homedir(), '.cache') : configured;
  return join(base, 'classy-book');
}

/** The folders in which commands are looked for. */
export function searchPath(): readonly string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}
