import { Directionality } from '@angular/cdk/bidi';
import { TestBed } from '@angular/core/testing';
import ar from '../../../../public/i18n/ar.json';
import en from '../../../../public/i18n/en.json';
import { setUpApp } from '../testing/app-testing';
import { I18nService } from './i18n';
import { Preferences } from './preferences';

interface Texts {
  readonly [key: string]: string | Texts;
}

function flatten(texts: Texts, prefix = ''): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}

const placeholders = (text: string): readonly string[] => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).toSorted();

describe('the texts', () => {
  const english = flatten(en);
  const arabic = flatten(ar);

  it('exist in both languages, none of them empty', () => {
    expect([...arabic.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    expect([...english, ...arabic].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('take the same values in both languages', () => {
    for (const [key, text] of english) {
      expect(placeholders(arabic.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('are written in Arabic letters where they are Arabic', () => {
    const withoutValues = (text: string): string => text.replace(/\{\{.*?\}\}/g, '');
    const foreign = [...arabic].filter(
      ([, text]) => /\p{L}/u.test(withoutValues(text)) && !/\p{Script=Arabic}/u.test(text),
    );
    expect(foreign).toEqual([]);
  });
});

describe('the language', () => {
  let i18n: I18nService;

  beforeEach(async () => {
    await setUpApp();
    i18n = TestBed.inject(I18nService);
  });

  it('turns the page round without a reload: texts, lang, dir, and where menus open', async () => {
    await i18n.set('ar');
    expect(i18n.text('titles.monitoring')).toBe('المراقبة');
    expect(document.documentElement.lang).toBe('ar');
    expect(document.documentElement.dir).toBe('rtl');
    expect(TestBed.inject(Directionality).value).toBe('rtl');
    await i18n.set('en');
    expect(document.documentElement.dir).toBe('ltr');
    expect(i18n.text('titles.monitoring')).toBe('Monitoring');
  });

  it('is remembered, and is the browser’s on the first visit', async () => {
    await i18n.set('ar');
    expect(TestBed.inject(Preferences).read('locale')).toBe('ar');
    await i18n.start();
    expect(i18n.locale()).toBe('ar');

    TestBed.inject(Preferences).write('locale', null);
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('ar-EG');
    await i18n.start();
    expect(i18n.locale()).toBe('ar');
  });

  it('is English where the browser speaks neither, and where nonsense was remembered', async () => {
    TestBed.inject(Preferences).write('locale', '../../etc');
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('fr-FR');
    await i18n.start();
    expect(i18n.locale()).toBe('en');
  });

  it('ends up as the one that was asked for last', async () => {
    await Promise.all([i18n.set('ar'), i18n.set('en')]);
    expect(i18n.locale()).toBe('en');
  });

  it('writes figures in Latin digits in both languages', async () => {
    expect(i18n.number(1284)).toBe('1,284');
    expect(i18n.percent(0.06)).toBe('6%');
    await i18n.set('ar');
    expect(i18n.number(1284)).toMatch(/^1.284$/);
    expect(i18n.time('2026-11-20T09:30:05Z')).toMatch(/^\d{2}:\d{2}:\d{2}$/);
    expect(i18n.relative(-3, 'minute')).toMatch(/3/);
    expect(i18n.dateTime('2026-11-20T09:30:05Z')).not.toMatch(/[٠-٩]/);
  });
});
