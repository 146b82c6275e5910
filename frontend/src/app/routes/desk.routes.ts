import type { Routes } from '@angular/router';
import { needs, permissionGuard } from '../shared/guards/session-guards';

/** The pages of the desk, inside its shell. */
export const deskRoutes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  {
    path: 'dashboard',
    title: 'titles.overview',
    canActivate: [permissionGuard],
    data: { ...needs('monitoring:read'), crumb: 'titles.overview' },
    loadComponent: () => import('../pages/admin/overview/overview-page'),
  },
  {
    path: 'monitoring',
    title: 'titles.monitoring',
    canActivate: [permissionGuard],
    data: { ...needs('monitoring:read'), crumb: 'titles.monitoring' },
    loadComponent: () => import('../pages/admin/monitoring/monitoring-page'),
  },
  {
    path: 'insights',
    title: 'titles.insights',
    canActivate: [permissionGuard],
    data: { ...needs('monitoring:read'), crumb: 'titles.insights' },
    loadComponent: () => import('../pages/admin/insights/insights-page'),
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
        loadComponent: () => import('../pages/admin/incidents/incidents-page'),
      },
      {
        path: ':id',
        title: 'titles.incident',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.incident' },
        loadComponent: () => import('../pages/admin/incident/incident-page'),
      },
      {
        path: ':id/report',
        title: 'titles.incidentReport',
        canActivate: [permissionGuard],
        data: { ...needs('monitoring:read'), crumb: 'titles.incidentReport' },
        loadComponent: () => import('../pages/admin/incident/report-page'),
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
        loadComponent: () => import('../pages/admin/users/users-page'),
      },
      {
        path: 'invitations',
        title: 'titles.invitations',
        canActivate: [permissionGuard],
        data: { ...needs('users:invite'), crumb: 'titles.invitations' },
        loadComponent: () => import('../pages/admin/invitations/invitations-page'),
      },
      {
        path: ':id',
        title: 'titles.user',
        canActivate: [permissionGuard],
        data: { ...needs('users:read'), crumb: 'titles.user' },
        loadComponent: () => import('../pages/admin/user/user-page'),
      },
    ],
  },
  {
    path: 'roles',
    title: 'titles.roles',
    canActivate: [permissionGuard],
    data: { ...needs('roles:manage'), crumb: 'titles.roles' },
    loadComponent: () => import('../pages/admin/roles/roles-page'),
  },
  {
    path: 'courses',
    title: 'titles.coursesDesk',
    canActivate: [permissionGuard],
    data: { ...needs('courses:manage'), crumb: 'titles.coursesDesk' },
    loadComponent: () => import('../pages/admin/courses/courses-page'),
  },
  {
    path: 'rules',
    title: 'titles.rules',
    canActivate: [permissionGuard],
    data: { ...needs('monitoring:read'), crumb: 'titles.rules' },
    loadComponent: () => import('../pages/admin/rules/rules-page'),
  },
  {
    path: 'webhooks',
    title: 'titles.webhooks',
    canActivate: [permissionGuard],
    data: { ...needs('monitoring:configure'), crumb: 'titles.webhooks' },
    loadComponent: () => import('../pages/admin/webhooks/webhooks-page'),
  },
  {
    path: 'blocked-ips',
    title: 'titles.blocked',
    canActivate: [permissionGuard],
    data: { ...needs('monitoring:read'), crumb: 'titles.blocked' },
    loadComponent: () => import('../pages/admin/blocked-ips/blocked-ips-page'),
  },
  {
    path: 'audit',
    title: 'titles.audit',
    canActivate: [permissionGuard],
    data: { ...needs('audit:read'), crumb: 'titles.audit' },
    loadComponent: () => import('../pages/admin/audit/audit-page'),
  },
  {
    path: 'files',
    title: 'titles.files',
    canActivate: [permissionGuard],
    data: { ...needs('files:manage'), crumb: 'titles.files' },
    loadComponent: () => import('../pages/admin/files/files-page'),
  },
  {
    path: '**',
    title: 'titles.notFound',
    data: { crumb: 'titles.notFound' },
    loadComponent: () => import('../pages/errors/not-found/not-found-page'),
  },
];
