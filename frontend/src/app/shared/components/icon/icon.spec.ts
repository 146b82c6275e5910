import { TestBed } from '@angular/core/testing';
import { textOf } from '../../../core/testing/by-role';
import { render } from '../../../core/testing/app-testing';
import { Icon } from './icon';
import { iconPath, isDirectional } from './icons';

describe('an icon', () => {
  it('is drawn from its outline and hidden from screen readers', async () => {
    const { page } = await render(Icon, { name: 'search' });
    expect(page.querySelector('path')?.getAttribute('d')).toMatch(/^M[\d.-]/);
    expect(page.getAttribute('aria-hidden')).toBe('true');
    expect(textOf(page)).toBe('');
  });

  it('changes with its name', async () => {
    const { fixture, page } = await render(Icon, { name: 'search' });
    const before = page.querySelector('path')?.getAttribute('d');
    fixture.componentRef.setInput('name', 'block');
    await fixture.whenStable();
    expect(page.querySelector('path')?.getAttribute('d')).not.toBe(before);
  });

  it('turns round from right to left only where it points somewhere', () => {
    expect(isDirectional('chevron-right')).toBe(true);
    expect(isDirectional('search')).toBe(false);
  });

  it('is turned round by the direction of the page that it stands in', async () => {
    const turnOf = async (name: 'chevron-right' | 'search', dir: string) => {
      document.documentElement.dir = dir;
      const { page } = await render(Icon, { name });
      const drawing = page.querySelector('svg');
      return drawing === null ? null : getComputedStyle(drawing).transform;
    };
    expect(await turnOf('chevron-right', 'rtl')).toBe('scaleX(-1)');
    expect(await turnOf('chevron-right', 'ltr')).not.toBe('scaleX(-1)');
    expect(await turnOf('search', 'rtl')).not.toBe('scaleX(-1)');
    document.documentElement.dir = 'ltr';
  });

  it('that is seldom needed is fetched when it is drawn', async () => {
    const { page } = await render(Icon, { name: 'qr-code' });
    await vi.waitFor(() => {
      TestBed.tick();
      expect(page.querySelector('path')?.getAttribute('d')).toMatch(/^M[\d.-]/);
    });
    expect(iconPath('qr-code')).not.toBe('');
  });
});
