import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { loadEnvFile } from 'node:process';
import { inRoot } from './paths.ts';

/** Reads `.env` in the repository into the environment; what is set already wins. */
export function loadEnvironment(): void {
  const file = inRoot('.env');
  if (existsSync(file)) loadEnvFile(file);
}

/** The environment for a command of the project: this one, with Node 24 and the installed packages' commands first. */
export function commandEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const first = [inRoot('node_modules', '.bin'), dirname(process.execPath)];
  const rest = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !first.includes(folder));
  return { ...process.env, ...extra, PATH: [...first, ...rest].join(delimiter) };
}
