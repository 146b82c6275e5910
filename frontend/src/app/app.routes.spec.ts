import type { Route, Routes } from '@angular/router';
import en from '../../public/i18n/en.json';
import { routes } from './app.routes';
import { railEntries } from './core/shell/parts/rail';
import { guestGuard, permissionGuard, restrictionGuard, signedInGuard } from './shared/guards/session-guards';

interface Listed {
  readonly path: string;
  readonly route: Route;
}

/** All routes, those too that are loaded with their area. */
async function list(children: Routes, parent = ''): Promise<readonly Listed[]> {
  const listed = children.map(async (route) => {
    const path = [parent, route.path ?? ''].filter(Boolean).join('/');
    const below = route.children ?? ((await route.loadChildren?.()) as Routes | undefined) ?? [];
    return [{ path: `/${path}`, route }, ...(await list(below, path))];
  });
  return (await Promise.all(listed)).flat();
}

let pages: readonly Listed[];

const guards: readonly unknown[] = [permissionGuard, restrictionGuard, signedInGuard];

function isGuarded(route: Route): boolean {
  return route.canActivate?.some((guard) => guards.includes(guard)) ?? false;
}

describe('the routes', () => {
  beforeAll(async () => {
    const all = await list(routes);
    pages = all.filter(({ route }) => !route.children && !route.loadChildren && route.redirectTo === undefined);
  });

  it('leave exactly these pages open to strangers', () => {
    const open = pages.filter(({ route }) => !isGuarded(route));
    expect(open.map(({ path }) => path)).toEqual([
      '/error',
      '/admin/login',
      '/admin/**',
      '/',
      '/login',
      '/register',
      '/verify-email',
      '/confirm-email',
      '/undo-email',
      '/forgot-password',
      '/reset-password',
      '/invitation',
      '/not-me',
      '/oauth/:provider/callback',
      '/dev/mailbox',
      '/courses',
      '/courses/:slug',
      '/courses/:slug/lessons/:lesson',
      '/verify',
      '/verify/:code',
      '/forbidden',
      '/**',
    ]);
  });

  it('keep everything under the desk behind its own permission, the unknown pages too', () => {
    const desk = routes.find((route) => route.path === 'admin');
    expect(desk?.canActivate).toEqual([permissionGuard]);
    expect(desk?.data?.['permission']).toBe('admin:access');
  });

  it('mark every page that ends with the session', () => {
    for (const { path, route } of pages) {
      expect(route.data?.['session'] ?? false, path).toBe(isGuarded(route));
    }
  });

  it('keep those who are signed in off the sign-in pages', () => {
    for (const path of ['/login', '/register', '/admin/login']) {
      expect(pages.find((page) => page.path === path)?.route.canActivate).toEqual([guestGuard]);
    }
  });

  it('exist for every entry of the rail, with the same permission', () => {
    for (const entry of railEntries) {
      expect(pages.find(({ path }) => path === entry.path)?.route.data?.['permission'], entry.path).toBe(
        entry.permission,
      );
    }
  });

  it('have titles that exist', () => {
    const titles = pages.map(({ route }) => route.title).filter((title) => typeof title === 'string');
    for (const title of titles) expect(Object.keys(en.titles)).toContain(title.replace('titles.', ''));
    expect(pages.filter(({ route }) => route.title === undefined).map(({ path }) => path)).toEqual(['/']);
  });
});
