import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { I18nService } from '../../core/services/i18n';
import { deskTexts } from '../desk/desk-texts.test-support';
import { setUpDesk } from '../desk/desk.test-support';
import { Texts } from './texts';

const plurals = { en: ['one', 'other'], ar: ['zero', 'one', 'two', 'few', 'many', 'other'] } as const;

type Tree = { readonly [key: string]: string | Tree };

/** The paths of all texts; those of one counted sentence as one path, with its categories. */
function paths(tree: Tree, path = ''): Map<string, readonly string[]> {
  const keys = Object.keys(tree);
  if (keys.includes('other')) return new Map([[path, keys]]);
  return new Map(
    keys.flatMap((key): readonly (readonly [string, readonly string[]])[] => {
      const value = tree[key];
      const below = `${path}/${key}`;
      return typeof value === 'object' ? [...paths(value, below)] : [[below, []]];
    }),
  );
}

describe('the texts of the desk', () => {
  it.each(['desk', 'incidents', 'notifications', 'rules', 'monitoring', 'overview', 'blocked', 'storage'])(
    'of %s are there in both languages, with every form of counting',
    (scope) => {
      const [en, ar] = [paths(deskTexts[`${scope}/en`] as Tree), paths(deskTexts[`${scope}/ar`] as Tree)];
      expect([...ar.keys()].sort()).toEqual([...en.keys()].sort());
      for (const [path, categories] of en)
        if (categories.length > 0) expect([path, ...categories]).toEqual([path, ...plurals.en]);
      for (const [path, categories] of ar)
        if (categories.length > 0) expect([path, ...categories]).toEqual([path, ...plurals.ar]);
    },
  );

  it('follow the language where code asks for them', async () => {
    await setUpDesk();
    const texts = TestBed.inject(Texts);
    const transloco = TestBed.inject(TranslocoService);
    await firstValueFrom(transloco.load('desk/en'));
    expect(texts.of('desk.outcome.failed')).toBe('Failed');
    expect(texts.plural('desk.others', 1_234)).toBe('and 1,234 more');
    await TestBed.inject(I18nService).set('ar');
    await firstValueFrom(transloco.load('desk/ar'));
    expect(texts.of('desk.outcome.failed')).toBe('فاشلة');
  });
});
