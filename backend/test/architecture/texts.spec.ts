import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../frontend/public/i18n');
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
const SCOPES = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

type Texts = ReadonlyMap<string, string>;

function read(scope: string, language: 'en' | 'ar'): Texts {
  return flat(JSON.parse(readFileSync(join(ROOT, scope, `${language}.json`), 'utf8')), '');
}

function flat(value: unknown, path: string): Texts {
  if (typeof value === 'string') return new Map([[path, value]]);
  const texts = new Map<string, string>();
  for (const [key, member] of Object.entries(value as Record<string, unknown>)) {
    for (const [inner, text] of flat(member, path === '' ? key : `${path}.${key}`)) texts.set(inner, text);
  }
  return texts;
}

/** Where a sentence counts, its forms are one text: languages count differently. */
function plain(texts: Texts): string[] {
  const forms = [...texts.keys()].map((path) => {
    const last = path.slice(path.lastIndexOf('.') + 1);
    const group = path.slice(0, -last.length - 1);
    return CATEGORIES.includes(last) && texts.has(`${group}.other`) ? group : path;
  });
  return [...new Set(forms)].sort();
}

const places = (text: string): string[] => [...new Set(text.match(/\{\{\s*\w+\s*\}\}/g) ?? [])].sort();

describe.each(SCOPES)('the texts of %s', (scope) => {
  const english = read(scope, 'en');
  const arabic = read(scope, 'ar');

  it('are there in both languages', () => {
    expect(plain(arabic)).toEqual(plain(english));
    const needed = (texts: Texts, forms: readonly string[]): string[] =>
      plain(texts)
        .filter((path) => texts.has(`${path}.other`) && texts.has(`${path}.one`))
        .flatMap((path) => forms.map((form) => `${path}.${form}`))
        .filter((path) => !texts.has(path));
    expect(needed(english, ['one', 'other'])).toEqual([]);
    expect(needed(arabic, ['one', 'two', 'few', 'many', 'other'])).toEqual([]);
  });

  it('have the same places to fill in', () => {
    const other = plain(english)
      .map((path) => (english.has(path) ? path : `${path}.other`))
      .filter((path) => arabic.has(path));
    for (const path of other) expect(places(arabic.get(path) ?? ''), path).toEqual(places(english.get(path) ?? ''));
  });
});
