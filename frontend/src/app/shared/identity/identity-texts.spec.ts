import ar from '../../../../public/i18n/identity/ar.json';
import en from '../../../../public/i18n/identity/en.json';
import rootAr from '../../../../public/i18n/ar.json';
import rootEn from '../../../../public/i18n/en.json';

type Tree = { readonly [key: string]: string | Tree };

function pathsOf(tree: Tree, path = ''): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}/${key} ${placesIn(value)}`] : pathsOf(value, `${path}/${key}`),
  );
}

/** What a text has filled in, in any order. */
function placesIn(text: string): string {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();
}

describe('the texts', () => {
  it.each([
    ['of identity', en, ar],
    ['of the frame', rootEn, rootAr],
  ] as const)('%s are there in both languages, with the same places to fill in', (_name, english, arabic) => {
    expect([...pathsOf(arabic)].sort()).toEqual([...pathsOf(english)].sort());
  });
});
