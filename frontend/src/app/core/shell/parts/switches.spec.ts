import { TestBed } from '@angular/core/testing';
import { render, settle, setUpApp } from '../../testing/app-testing';
import { byRole } from '../../testing/by-role';
import { I18nService } from '../../services/i18n';
import { ThemeService } from '../../services/theme';
import { LanguageSwitch } from './language-switch';
import { SkipLink } from './skip-link';
import { ThemeSwitch } from './theme-switch';

beforeEach(async () => {
  await setUpApp();
});
afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

it('the language switch names the other language in that language, and turns the page into it', async () => {
  const { page } = await render(LanguageSwitch);
  const toArabic = byRole(page, 'button', /العربية/);
  expect(toArabic.lang).toBe('ar');
  toArabic.click();
  await vi.waitFor(() => {
    expect(TestBed.inject(I18nService).locale()).toBe('ar');
  });
  await settle();
  byRole(page, 'button', /English/).click();
  await vi.waitFor(() => {
    expect(document.documentElement.dir).toBe('ltr');
  });
});

it('the theme switch offers light, dark and the system’s, and marks what is chosen', async () => {
  const { page } = await render(ThemeSwitch);
  byRole(page, 'button', 'Theme').click();
  await settle();
  expect(byRole(page, 'menuitemradio', 'Like the system').getAttribute('aria-checked')).toBe('true');
  byRole(page, 'menuitemradio', 'Dark').click();
  await settle();
  expect(TestBed.inject(ThemeService).choice()).toBe('dark');
  expect(document.documentElement.dataset['theme']).toBe('dark');
});

it('the skip link moves the focus to the content', async () => {
  const { page } = await render(SkipLink);
  const main = document.createElement('main');
  main.id = 'main';
  main.tabIndex = -1;
  main.scrollIntoView = vi.fn();
  document.body.append(main);
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  byRole(page, 'link', 'Skip to the content').dispatchEvent(click);
  expect(document.activeElement).toBe(main);
  expect(click.defaultPrevented).toBe(true);
});
