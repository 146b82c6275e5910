import { TestBed } from '@angular/core/testing';
import { Preferences } from './preferences';
import { ThemeService } from './theme';

function pretendSystem(dark: boolean): (dark: boolean) => void {
  const query = Object.assign(new EventTarget(), { matches: dark });
  vi.spyOn(window, 'matchMedia').mockReturnValue(query as unknown as MediaQueryList);
  return (now) => {
    query.matches = now;
    query.dispatchEvent(Object.assign(new Event('change'), { matches: now }));
  };
}

describe('the theme', () => {
  afterEach(() => {
    delete document.documentElement.dataset['theme'];
  });

  it('follows the system until somebody chooses, also while the page is open', () => {
    const systemBecomes = pretendSystem(true);
    const theme = TestBed.inject(ThemeService);
    expect(theme.choice()).toBe('system');
    expect(theme.dark()).toBe(true);
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    systemBecomes(false);
    expect(theme.dark()).toBe(false);
  });

  it('is drawn as chosen, whatever the system says, and remembered', () => {
    pretendSystem(true);
    const theme = TestBed.inject(ThemeService);
    theme.set('light');
    expect(theme.dark()).toBe(false);
    expect(document.documentElement.dataset['theme']).toBe('light');
    expect(TestBed.inject(Preferences).read('theme')).toBe('light');
    theme.set('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    expect(TestBed.inject(Preferences).read('theme')).toBeNull();
  });

  it('comes back as it was left', () => {
    TestBed.inject(Preferences).write('theme', 'dark');
    const theme = TestBed.inject(ThemeService);
    expect(theme.choice()).toBe('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });

  it('does not believe nonsense in the storage', () => {
    TestBed.inject(Preferences).write('theme', 'pink');
    expect(TestBed.inject(ThemeService).choice()).toBe('system');
  });

  it('is chosen for this page where the browser refuses storage', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const theme = TestBed.inject(ThemeService);
    theme.set('dark');
    expect(theme.dark()).toBe(true);
  });
});
