import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import { settle, setUpApp, userWith } from '../testing/app-testing';
import { allByRole, byRole, nameOf, textOf } from '../testing/by-role';
import { FakeAuth, FakeSocket } from '../testing/fakes';
import { press } from '../testing/user';
import { AuthService } from '../services/auth';
import { Preferences } from '../services/preferences';
import { WebsocketService } from '../services/websocket';
import AdminShell from './admin-shell';

@Component({ selector: 'app-inner', template: '<h1>Inside</h1>' })
class InnerPage {}

const click = (): MouseEvent => new MouseEvent('click', { bubbles: true, cancelable: true });

describe('the frame of the desk', () => {
  let page: HTMLElement;
  let socket: FakeSocket;
  let harness: RouterTestingHarness;

  async function open(narrow = false): Promise<void> {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (media) =>
        Object.assign(new EventTarget(), { media, matches: narrow && media.includes('max-width') }) as MediaQueryList,
    );
    const auth = new FakeAuth();
    auth.user.set(userWith('super_admin'));
    socket = new FakeSocket();
    await setUpApp({
      routes: [
        {
          path: 'admin',
          component: AdminShell,
          data: { crumb: 'shell.desk' },
          children: [{ path: 'monitoring', component: InnerPage, data: { crumb: 'titles.monitoring' } }],
        },
      ],
      providers: [
        { provide: AuthService, useValue: auth },
        { provide: WebsocketService, useValue: socket },
      ],
    });
    harness = await RouterTestingHarness.create('/admin/monitoring');
    page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
  }

  it('holds the page in a main landmark that the skip link reaches', async () => {
    await open();
    expect(textOf(byRole(page, 'main'))).toMatch(/Inside/);
    expect(byRole(page, 'main').id).toBe('main');
    expect(byRole(page, 'link', 'Skip to the content')).toBeTruthy();
  });

  it('says where the page stands', async () => {
    await open();
    const crumbs = byRole(page, 'navigation', 'Breadcrumbs');
    expect(allByRole(crumbs, 'listitem').map(nameOf)).toEqual(['Security desk', 'Monitoring']);
    expect(byRole(crumbs, 'link', 'Security desk').getAttribute('href')).toBe('/admin');
    expect(crumbs.querySelector('[aria-current="page"]')?.textContent).toBe('Monitoring');
  });

  it('follows the live stream while it is open', async () => {
    await open();
    expect(socket.joinMonitoring).toHaveBeenCalledTimes(1);
    harness.fixture.destroy();
    expect(socket.leaveMonitoring).toHaveBeenCalledTimes(1);
  });

  it('folds the rail, and remembers it', async () => {
    await open();
    byRole(page, 'button', 'Fold the menu').click();
    await settle();
    expect(byRole(page, 'button', 'Unfold the menu')).toBeTruthy();
    expect(TestBed.inject(Preferences).read('rail-folded')).toBe('1');
  });

  it('shows what can be pressed, with ?', async () => {
    await open();
    press('?');
    const help = await vi.waitFor(() => byRole(document, 'dialog', 'Keyboard shortcuts'), { timeout: 4_500 });
    expect(textOf(help).replace(/\s+/g, ' ')).toMatch(/Search \/ Show this help \?|Show this help \? .*Search \//);
  });

  describe('on a narrow screen', () => {
    it('keeps the navigation in a drawer', async () => {
      await open(true);
      expect(allByRole(page, 'navigation', 'Desk navigation')).toHaveLength(0);
      byRole(page, 'button', 'Open the menu').click();
      await settle();
      const drawer = byRole(page, 'dialog', 'Desk navigation');
      expect(allByRole(drawer, 'link').length).toBeGreaterThanOrEqual(3);
      expect(byRole(drawer, 'button', /العربية/)).toBeTruthy();
      expect(allByRole(page, 'main')).toHaveLength(0);
    });

    it.each([
      ['Escape', (): unknown => press('Escape', page.querySelector('.drawer') ?? page)],
      ['its close button', (): unknown => byRole(page, 'button', 'Close the menu').dispatchEvent(click())],
      ['a press beside it', (): unknown => page.querySelector('.scrim')?.dispatchEvent(click())],
      ['following a link', (): unknown => byRole(page, 'link', 'Monitoring').dispatchEvent(click())],
    ])('closes the drawer with %s', async (_name, close) => {
      await open(true);
      byRole(page, 'button', 'Open the menu').click();
      await settle();
      close();
      await settle();
      expect(allByRole(page, 'dialog')).toHaveLength(0);
      expect(byRole(page, 'main')).toBeTruthy();
    });
  });
});
