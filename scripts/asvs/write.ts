import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { inRoot } from '../lib/paths.ts';
import { coverage } from './chapters/all.ts';
import { asvsPage } from './page.ts';

const PAGE = inRoot('docs/security/asvs.md');

/**
 * Writes docs/security/asvs.md.
 * @param check write nothing, and fail where it is not up to date
 */
export async function writeAsvsPage(check: boolean): Promise<void> {
  const options = await prettier.resolveConfig(PAGE);
  const page = await prettier.format(asvsPage(coverage), { ...options, parser: 'markdown' });
  if (existsSync(PAGE) && readFileSync(PAGE, 'utf8') === page) return;
  if (check) throw new Error('Not up to date, run "npm run docs": docs/security/asvs.md');
  writeFileSync(PAGE, page);
  process.stdout.write(`wrote ${PAGE}\n`);
}
