import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationPage } from '../../src/config/configuration-page.js';
import { apiDocument } from '../../src/operations/api-docs/api-docs.js';
import { startApp, type TestApp } from '../support/app.js';

const DOCS = resolve(import.meta.dirname, '../../../docs');

let t: TestApp;

beforeAll(async () => {
  t = await startApp();
});
afterAll(async () => {
  await t.close();
});

describe('the generated documents (npm run docs)', () => {
  it('list every variable of the environment as it is', () => {
    expect(readFileSync(resolve(DOCS, 'configuration.md'), 'utf8')).toBe(configurationPage());
  });

  it('describe the API as it is', () => {
    const committed: unknown = JSON.parse(readFileSync(resolve(DOCS, 'api/openapi.json'), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(apiDocument(t.app))));
  });
});
