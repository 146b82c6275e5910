import type { Routes } from '@angular/router';
import { learningRoutes } from './routes/learning.routes';
import { FailurePage } from './pages/errors/failure/failure-page';
import { guestGuard, needs, permissionGuard, restrictionGuard, signedInGuard } from './shared/guards/session-guards';

/** For pages of whoever is signed in. */
const own = { canActivate: [signedInGuard], data: { session: true } };

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
    loadChildren: () => import('./routes/desk.routes').then(({ deskRoutes }) => deskRoutes),
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
        path: 'register',
        title: 'titles.register',
        canActivate: [guestGuard],
        loadComponent: () => import('./pages/public/register/register-page'),
      },
      {
        path: 'verify-email',
        title: 'titles.verifyEmail',
        loadComponent: () => import('./pages/public/verify-email/verify-email-page'),
      },
      {
        path: 'confirm-email',
        title: 'titles.confirmEmail',
        loadComponent: () => import('./pages/public/confirm-email/confirm-email-page'),
      },
      {
        path: 'undo-email',
        title: 'titles.undoEmail',
        loadComponent: () => import('./pages/public/undo-email/undo-email-page'),
      },
      {
        path: 'forgot-password',
        title: 'titles.forgotPassword',
        loadComponent: () => import('./pages/public/forgot-password/forgot-password-page'),
      },
      {
        path: 'reset-password',
        title: 'titles.resetPassword',
        loadComponent: () => import('./pages/public/reset-password/reset-password-page'),
      },
      {
        path: 'invitation',
        title: 'titles.invitation',
        loadComponent: () => import('./pages/public/invitation/invitation-page'),
      },
      {
        path: 'not-me',
        title: 'titles.notMe',
        loadComponent: () => import('./pages/public/not-me/not-me-page'),
      },
      {
        path: 'oauth/:provider/callback',
        title: 'titles.oauth',
        loadComponent: () => import('./pages/public/oauth-callback/oauth-callback-page'),
      },
      {
        path: 'dev/mailbox',
        title: 'titles.mailbox',
        loadComponent: () => import('./pages/public/dev-mailbox/dev-mailbox-page'),
      },
      {
        path: 'account/enrol',
        title: 'titles.enrol',
        canActivate: [restrictionGuard],
        data: { session: true },
        loadComponent: () => import('./pages/public/enrol/enrol-page'),
      },
      {
        path: 'account/new-password',
        title: 'titles.newPassword',
        canActivate: [restrictionGuard],
        data: { session: true, restriction: 'change_password' },
        loadComponent: () => import('./pages/public/new-password/new-password-page'),
      },
      ...learningRoutes,
      {
        path: 'account',
        ...own,
        loadComponent: () => import('./pages/account/frame/account-frame'),
        children: [
          {
            path: '',
            pathMatch: 'full',
            title: 'titles.profile',
            ...own,
            loadComponent: () => import('./pages/account/profile/profile-page'),
          },
          {
            path: 'security',
            title: 'titles.security',
            ...own,
            loadComponent: () => import('./pages/account/security/security-page'),
          },
          {
            path: 'sessions',
            title: 'titles.sessions',
            ...own,
            loadComponent: () => import('./pages/account/sessions/sessions-page'),
          },
          {
            path: 'identities',
            title: 'titles.identities',
            ...own,
            loadComponent: () => import('./pages/account/identities/identities-page'),
          },
          {
            path: 'api-keys',
            title: 'titles.apiKeys',
            ...own,
            loadComponent: () => import('./pages/account/api-keys/api-keys-page'),
          },
          {
            path: 'preferences',
            title: 'titles.preferences',
            ...own,
            loadComponent: () => import('./pages/account/preferences/preferences-page'),
          },
          {
            path: 'files',
            title: 'titles.files',
            ...own,
            loadComponent: () => import('./pages/account/files/files-page'),
          },
          {
            path: 'data',
            title: 'titles.ownData',
            ...own,
            loadComponent: () => import('./pages/account/data/data-page'),
          },
          {
            path: '**',
            title: 'titles.notFound',
            ...own,
            loadComponent: () => import('./pages/errors/not-found/not-found-page'),
          },
        ],
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
