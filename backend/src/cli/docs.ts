import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { configurationPage } from '../config/configuration-page.js';
import { loadConfig } from '../config/load-config.js';
import { apiDocument } from '../operations/api-docs/api-docs.js';

const DOCS = resolve(import.meta.dirname, '../../../docs');

/**
 * Writes the generated documents: docs/configuration.md from the schema of the environment, docs/api/openapi.json from
 * the routes. With `--check` it writes nothing and fails where they are not up to date.
 */
async function main(): Promise<void> {
  const config = loadConfig({ MONGODB_URI: 'mongodb://not-used/docs', DATA_DIR: process.env['DATA_DIR'] });
  // `preview` builds the routes without their services, so no database is needed
  const app = await NestFactory.create(AppModule.with(config), { preview: true, logger: false, abortOnError: false });
  app.setGlobalPrefix('api/v1');
  const pages = new Map([
    [resolve(DOCS, 'configuration.md'), configurationPage()],
    [resolve(DOCS, 'api/openapi.json'), `${JSON.stringify(apiDocument(app), null, 2)}\n`],
  ]);
  const stale = [...pages].filter(([path, text]) => read(path) !== text);
  if (process.argv.includes('--check')) {
    if (stale.length > 0)
      throw new Error(`Not up to date, run "npm run docs": ${stale.map(([path]) => path).join(', ')}`);
    return;
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
