import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchPort } from '../../../src/performance/search/search.port.js';
import { startApp, type TestApp } from '../../support/app.js';

describe('the text search', () => {
  let t: TestApp;
  let search: SearchPort;

  const entry = (id: string, title: string, text: string, audience = 'public') => ({
    ...{ id, kind: 'course' as const, courseId: id, audience, language: 'en', title, text },
  });
  const titles = async (words: string, audiences = ['public']) =>
    (await search.find(words, audiences, null, 10)).map(({ title }) => title);

  beforeAll(async () => {
    t = await startApp();
    search = t.app.get(SearchPort, { strict: false });
    await search.replace('1', [
      entry('1', 'Reading the night sky', 'How the stars turn, and why planets wander.'),
      { ...entry('11', 'Eclipses', 'A shadow falls on the Earth.', 'course:1'), kind: 'lesson' },
    ]);
    await search.replace('2', [entry('2', 'قراءة السماء ليلًا', 'كيف تدور النُّجوم حول القطب، والكواكب بينها.')]);
    await search.replace('3', [entry('3', 'Bread at home', 'Flour, water, and a night in the fridge.')]);
  });
  afterAll(async () => {
    await t.close();
  });

  it('finds English by the stem, the title before the text', async () => {
    expect(await titles('nights')).toEqual(['Reading the night sky', 'Bread at home']);
    expect(await titles('star')).toEqual(['Reading the night sky']);
  });

  it('finds Arabic with and without vowel signs, article and the forms of its letters', async () => {
    for (const words of ['النجوم', 'نجوم', 'قراءه', 'السَّماءُ', 'كواكب']) {
      expect(await titles(words)).toEqual(['قراءة السماء ليلًا']);
    }
  });

  it('wants all words where something has them all, else some', async () => {
    expect(await titles('night planets')).toEqual(['Reading the night sky']);
    expect((await titles('bread planets')).toSorted()).toEqual(['Bread at home', 'Reading the night sky']);
  });

  it('finds for nobody what is not for them', async () => {
    expect(await titles('shadow')).toEqual([]);
    expect(await titles('shadow', ['public', 'course:1'])).toEqual(['Eclipses']);
    expect(await titles('shadow', [])).toEqual([]);
  });

  it('shows the words around the match', async () => {
    const [hit] = await search.find('planets', ['public'], 'course', 10);
    expect(hit?.excerpt).toBe('How the stars turn, and why planets wander.');
  });

  it('suggests titles while somebody types', async () => {
    const suggested = async (typed: string) => (await search.suggest(typed, ['public'])).map(({ title }) => title);
    expect(await suggested('rea')).toEqual(['Reading the night sky']);
    expect(await suggested('night s')).toEqual(['Reading the night sky']);
    expect(await suggested('السم')).toEqual(['قراءة السماء ليلًا']);
    expect(await suggested('ecl')).toEqual([]);
    expect(await suggested('  ')).toEqual([]);
  });

  it.each(['"', '-night', '$where', '.*', '(', '\\', '{"$gt":""}', 'a'.repeat(200), '\u202e\u0000', '*'])(
    'answers %j without an error',
    async (typed) => {
      expect(Array.isArray(await titles(typed))).toBe(true);
      expect(Array.isArray(await search.suggest(typed, ['public']))).toBe(true);
    },
  );

  it('forgets what was replaced', async () => {
    await search.replace('3', [entry('3', 'Cake', 'Sugar.')]);
    expect(await titles('bread')).toEqual([]);
    expect(await titles('sugar')).toEqual(['Cake']);
    await search.replace('3', []);
    expect(await titles('sugar')).toEqual([]);
  });
});
