import type { Routes } from '@angular/router';
import { FailurePage } from './pages/errors/failure/failure-page';
import { leaveGuard } from './shared/guards/leave-guard';
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
        path: 'insights',
        title: 'titles.insights',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.insights' },
        loadComponent: () => import('./pages/admin/insights/insights-page'),
      },
      {
        path: 'incidents',
        data: { crumb: 'titles.incidents' },
        children: [
          {
            path: '',
            title: 'titles.incidents',
            canActivate: [permissionGuard],
            data: needs('monitoring:read'),
            loadComponent: () => import('./pages/admin/incidents/incidents-page'),
          },
          {
            path: ':id',
            title: 'titles.incident',
            canActivate: [permissionGuard],
            data: { ...needs('monitoring:read'), crumb: 'titles.incident' },
            loadComponent: () => import('./pages/admin/incident/incident-page'),
          },
          {
            path: ':id/report',
            title: 'titles.incidentReport',
            canActivate: [permissionGuard],
            data: { ...needs('monitoring:read'), crumb: 'titles.incidentReport' },
            loadComponent: () => import('./pages/admin/incident/report-page'),
          },
        ],
      },
      {
        path: 'users',
        data: { crumb: 'titles.users' },
        children: [
          {
            path: '',
            title: 'titles.users',
            canActivate: [permissionGuard],
            data: needs('users:read'),
            loadComponent: () => import('./pages/admin/users/users-page'),
          },
          {
            path: 'invitations',
            title: 'titles.invitations',
            canActivate: [permissionGuard],
            data: { ...needs('users:invite'), crumb: 'titles.invitations' },
            loadComponent: () => import('./pages/admin/invitations/invitations-page'),
          },
          {
            path: ':id',
            title: 'titles.user',
            canActivate: [permissionGuard],
            data: { ...needs('users:read'), crumb: 'titles.user' },
            loadComponent: () => import('./pages/admin/user/user-page'),
          },
        ],
      },
      {
        path: 'roles',
        title: 'titles.roles',
        canActivate: [permissionGuard],
        data: { ...needs('roles:manage'), crumb: 'titles.roles' },
        loadComponent: () => import('./pages/admin/roles/roles-page'),
      },
      {
        path: 'rules',
        title: 'titles.rules',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.rules' },
        loadComponent: () => import('./pages/admin/rules/rules-page'),
      },
      {
        path: 'webhooks',
        title: 'titles.webhooks',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:configure'), crumb: 'titles.webhooks' },
        loadComponent: () => import('./pages/admin/webhooks/webhooks-page'),
      },
      {
        path: 'blocked-ips',
        title: 'titles.blocked',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.blocked' },
        loadComponent: () => import('./pages/admin/blocked-ips/blocked-ips-page'),
      },
      {
        path: 'audit',
        title: 'titles.audit',
        canActivate: [permissionGuard],
        data: { ...needs('audit:read'), crumb: 'titles.audit' },
        loadComponent: () => import('./pages/admin/audit/audit-page'),
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
        path: 'courses',
        title: 'titles.catalogue',
        loadComponent: () => import('./pages/learn/catalogue/catalogue-page'),
      },
      {
        path: 'courses/:slug',
        title: 'titles.course',
        loadComponent: () => import('./pages/learn/course/course-page'),
      },
      {
        path: 'courses/:slug/lessons/:lesson',
        title: 'titles.previewLesson',
        loadComponent: () => import('./pages/learn/preview/preview-page'),
      },
      { path: 'verify', title: 'titles.verify', loadComponent: () => import('./pages/public/verify/verify-page') },
      {
        path: 'verify/:code',
        title: 'titles.verify',
        loadComponent: () => import('./pages/public/verify/verify-page'),
      },
      {
        path: 'certificates',
        title: 'titles.certificates',
        ...own,
        loadComponent: () => import('./pages/learn/certificates/certificates-page'),
      },
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
        path: 'teach',
        title: 'titles.teach',
        canActivate: [permissionGuard],
        data: needs('courses:teach'),
        loadComponent: () => import('./pages/teach/courses/courses-page'),
      },
      {
        path: 'teach/:course',
        title: 'titles.teachContent',
        canActivate: [permissionGuard],
        data: needs('courses:teach'),
        loadComponent: () => import('./pages/teach/builder/builder-page'),
      },
      {
        path: 'teach/:course/people',
        title: 'titles.teachPeople',
        canActivate: [permissionGuard],
        data: needs('courses:teach'),
        loadComponent: () => import('./pages/teach/people/people-page'),
      },
      {
        path: 'join',
        title: 'titles.join',
        ...own,
        loadComponent: () => import('./pages/public/join/join-page'),
      },
      {
        path: 'join/:code',
        title: 'titles.join',
        ...own,
        loadComponent: () => import('./pages/public/join/join-page'),
      },
      {
        path: 'teach/:course/announcements',
        title: 'titles.teachAnnouncements',
        canActivate: [permissionGuard],
        data: needs('courses:teach'),
        loadComponent: () => import('./pages/teach/announcements/announcements-page'),
      },
      {
        path: 'teach/:course/questions',
        title: 'titles.teachQuestions',
        canActivate: [permissionGuard],
        data: needs('courses:teach'),
        loadComponent: () => import('./pages/teach/questions/questions-page'),
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
        path: 'learn',
        title: 'titles.myLearning',
        ...own,
        loadComponent: () => import('./pages/learn/my-learning/my-learning-page'),
      },
      {
        path: 'learn/:course',
        ...own,
        loadComponent: () => import('./pages/learn/player/player-page'),
        children: [
          {
            path: '',
            pathMatch: 'full',
            title: 'titles.lesson',
            ...own,
            loadComponent: () => import('./pages/learn/player/opening-page'),
          },
          {
            path: ':lesson',
            title: 'titles.lesson',
            ...own,
            loadComponent: () => import('./pages/learn/player/lesson-page'),
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
