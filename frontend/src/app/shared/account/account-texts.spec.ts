import ar from '../../../../public/i18n/account/ar.json';
import en from '../../../../public/i18n/account/en.json';

type Tree = { readonly [key: string]: string | Tree };

const categories = {
  en: ['one', 'other'],
  ar: ['few', 'many', 'one', 'other', 'two', 'zero'],
} as const;

/** Every text by its path; a counted sentence is one text with its categories. */
function flatten(tree: Tree, path = ''): Map<string, Tree | string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, Tree | string][] => {
      const below = path === '' ? key : `${path}.${key}`;
      if (typeof value === 'string' || isCounted(value)) return [[below, value]];
      return [...flatten(value, below)];
    }),
  );
}

/** `other` alone is a text like any other, such as another way of signing in. */
function isCounted(tree: Tree): boolean {
  return 'one' in tree && 'other' in tree;
}

const valuesIn = (text: string): readonly string[] => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).toSorted();

describe('the texts of the account', () => {
  const [english, arabic] = [flatten(en), flatten(ar)];

  it('are there in both languages', () => {
    expect([...arabic.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('take the same values in both languages, and are not empty', () => {
    for (const [path, text] of english) {
      const other = arabic.get(path);
      if (typeof text !== 'string' || typeof other !== 'string') continue;
      expect(other.trim(), path).not.toBe('');
      expect(valuesIn(other), path).toEqual(valuesIn(text));
    }
  });

  it('count as each language counts', () => {
    for (const [path, text] of english) {
      const other = arabic.get(path);
      if (typeof text === 'string' || typeof other !== 'object') continue;
      expect(
        Object.keys(text)
          .filter((key) => key !== 'zero')
          .toSorted(),
        path,
      ).toEqual([...categories.en]);
      expect(Object.keys(other).toSorted(), path).toEqual([...categories.ar]);
    }
  });
});
