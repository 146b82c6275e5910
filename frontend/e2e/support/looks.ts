import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

export interface Looks {
  readonly locale: 'en' | 'ar';
  readonly theme: 'light' | 'dark';
}

/**
 * Every page is looked at in both languages and both themes. What a language can break (names, order, direction) does not
 * depend on the theme, nor colours on the language, so each comes once; LOOKS=all crosses them.
 */
export const allLooks: readonly Looks[] =
  process.env['LOOKS'] === 'all'
    ? (['en', 'ar'] as const).flatMap((locale) => (['light', 'dark'] as const).map((theme) => ({ locale, theme })))
    : [
        { locale: 'en', theme: 'light' },
        { locale: 'ar', theme: 'dark' },
      ];

/** Sets language and theme as an earlier visit would have left them. Call it before the first page is opened. */
export async function wear(page: Page, { locale, theme }: Looks): Promise<void> {
  await page.addInitScript(
    ([chosenLocale, chosenTheme]) => {
      // A frame that is shown without an origin of its own has no storage.
      if (window.origin === 'null') return;
      localStorage.setItem('classy-book:locale', chosenLocale);
      localStorage.setItem('classy-book:theme', chosenTheme);
    },
    [locale, theme] as const,
  );
}

/**
 * No violation of WCAG 2.2 AA that axe can find, nor of its best practices; and nothing wider than the screen. `except` are
 * frames in which no script may run, axe's neither.
 */
export async function expectAccessible(page: Page, except: readonly string[] = []): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => 0))),
  );
  const builder = except.reduce((axe, selector) => axe.exclude(selector), new AxeBuilder({ page }));
  // only what is wrong is put together, and in this page: no other one is opened for what frames would have said
  const { violations } = await builder
    .setLegacyMode(true)
    .options({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      resultTypes: ['violations'],
    })
    .analyze();
  const found = violations.map(
    ({ id, impact, nodes }) => `${id} (${String(impact)}): ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
  expect(found).toEqual([]);
  const surplus = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(surplus, 'pixels wider than the screen').toBeLessThanOrEqual(0);
}
