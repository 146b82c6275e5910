import { render, settle, setUpApp } from '../../../core/testing/app-testing';
import { allByRole } from '../../../core/testing/by-role';
import { Avatar } from './avatar';

const drawn = (page: HTMLElement) => page.querySelector('[data-initials]')?.getAttribute('data-initials') ?? null;
// the element itself is what is spoken of
const spoken = (page: HTMLElement) => ['role', 'aria-label', 'aria-hidden'].map((name) => page.getAttribute(name));

describe('the picture of a person', () => {
  beforeEach(async () => {
    await setUpApp();
  });

  it.each([
    ['Maya Haddad', 'MH'],
    ['  Maya  van  Haddad ', 'MH'],
    ['لينا', 'ل'],
    ['𝒜da lovelace', '𝒜L'],
    ['maya@example.org', 'M'],
    ['', ''],
  ])('is initials where there is none: %j', async (name, initials) => {
    const { page } = await render(Avatar, { url: null, name });
    expect(drawn(page)).toBe(initials);
  });

  it('is asked for in the size in which it is shown, and becomes initials where it cannot be had', async () => {
    const { page } = await render(Avatar, { url: '/a', name: 'Maya Haddad', size: 40 });
    const image = page.querySelector('img');
    expect(image?.srcset).toBe('/a?width=40 1x, /a?width=80 2x');
    expect([image?.width, image?.height]).toEqual([40, 40]);
    expect(drawn(page)).toBeNull();
    image?.dispatchEvent(new Event('error'));
    await settle();
    expect([page.querySelector('img'), drawn(page)]).toEqual([null, 'MH']);
  });

  it('says what it shows where it stands alone, and nothing beside a name', async () => {
    const { page } = await render(Avatar, { url: '/a', name: 'Maya', label: 'Your picture' });
    expect(spoken(page)).toEqual(['img', 'Your picture', null]);
    const silent = await render(Avatar, { url: '/a', name: 'Maya' });
    expect(spoken(silent.page)).toEqual([null, null, 'true']);
    expect(allByRole(silent.page, 'img')).toHaveLength(0);
  });
});
