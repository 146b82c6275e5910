import type { Routes } from '@angular/router';
import { FailurePage } from './pages/errors/failure/failure-page';
import { guestGuard, needs, permissionGuard, signedInGuard } from './shared/guards/session-guards';

/** `title` and `data.crumb` are translation keys; `data.session` marks the pages that end with the session. */
export const routes: Routes = [
  { path: 'error', title: 'titles.failure', component: FailurePage },
  {
    path: 'admin/login',
    title: 'titles.adminSignIn',
    canActivate: [guestGuard],
    loadComponent: () => import('./pages/admin/sign-in/admin-sign-in-page'),
  },
  {
    path: 'admin',
    canActivate: [permissionGuard],
    data: { ...needs('admin:access'), crumb: 'shell.desk' },
    loadComponent: () => import('./core/shell/admin-shell'),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
      {
        path: 'dashboard',
        title: 'titles.overview',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.overview' },
        loadComponent: () => import('./pages/admin/overview/overview-page'),
      },
      {
        path: 'monitoring',
        title: 'titles.monitoring',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.monitoring' },
        loadComponent: () => import('./pages/admin/monitoring/monitoring-page'),
      },
      {
        path: 'blocked-ips',
        title: 'titles.blocked',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.blocked' },
        loadComponent: () => import('./pages/admin/blocked-ips/blocked-ips-page'),
      },
      {
        path: '**',
        title: 'titles.notFound',
        data: { crumb: 'titles.notFound' },
        loadComponent: () => import('./pages/errors/not-found/not-found-page'),
      },
    ],
  },
  {
    path: '',
    loadComponent: () => import('./core/shell/public-shell'),
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./pages/public/home/home-page') },
      {
        path: 'login',
        title: 'titles.signIn',
        canActivate: [guestGuard],
        loadComponent: () => import('./pages/public/sign-in/sign-in-page'),
      },
      {
        path: 'account',
        title: 'titles.account',
        canActivate: [signedInGuard],
        data: { session: true },
        loadComponent: () => import('./pages/account/overview/account-page'),
      },
      {
        path: 'forbidden',
        title: 'titles.forbidden',
        loadComponent: () => import('./pages/errors/forbidden/forbidden-page'),
      },
      { path: '**', title: 'titles.notFound', loadComponent: () => import('./pages/errors/not-found/not-found-page') },
    ],
  },
];
