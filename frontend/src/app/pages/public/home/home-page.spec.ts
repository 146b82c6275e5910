import { render, settle, setUpApp, userWith } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { FakeAuth } from '../../../core/testing/fakes';
import { AuthService } from '../../../core/services/auth';
import HomePage from './home-page';

describe('the front page', () => {
  let auth: FakeAuth;
  let page: HTMLElement;

  beforeEach(async () => {
    auth = new FakeAuth();
    await setUpApp({ providers: [{ provide: AuthService, useValue: auth }] });
    ({ page } = await render(HomePage));
  });

  it('says in one heading what this is, and what is not there yet', () => {
    expect(allByRole(page, 'heading').filter((heading) => heading.tagName === 'H1')).toHaveLength(1);
    expect(textOf(page)).toMatch(/Payments and messages are not part of this version yet/);
  });

  it('leads a stranger to the courses, to the sign-in and to the desk', () => {
    expect(byRole(page, 'link', 'See the courses').getAttribute('href')).toBe('/courses');
    expect(byRole(page, 'link', 'Sign in').getAttribute('href')).toBe('/login');
    expect(byRole(page, 'link', 'Security desk').getAttribute('href')).toBe('/admin');
  });

  it('leads somebody who is signed in to their account', async () => {
    auth.user.set(userWith('user'));
    await settle();
    expect(byRole(page, 'link', 'Go to my account').getAttribute('href')).toBe('/account');
    expect(allByRole(page, 'link', 'Sign in')).toHaveLength(0);
  });

  it('keeps its picture to itself: it shows no data', () => {
    expect(page.querySelector('app-desk-picture')?.getAttribute('aria-hidden')).toBe('true');
    expect(page.querySelector('app-desk-picture')?.textContent.trim()).toBe('');
  });
});
