import type { Routes } from '@angular/router';
import { signedInGuard } from '../shared/guards/session-guards';

/** For pages of whoever is signed in. */
const own = { canActivate: [signedInGuard], data: { session: true } };

/** The pages of learners and teachers, inside the public shell. */
export const learningRoutes: Routes = [
  {
    path: 'courses',
    title: 'titles.catalogue',
    loadComponent: () => import('../pages/learn/catalogue/catalogue-page'),
  },
  {
    path: 'courses/:slug',
    title: 'titles.course',
    loadComponent: () => import('../pages/learn/course/course-page'),
  },
  {
    path: 'courses/:slug/lessons/:lesson',
    title: 'titles.previewLesson',
    loadComponent: () => import('../pages/learn/preview/preview-page'),
  },
  { path: 'verify', title: 'titles.verify', loadComponent: () => import('../pages/public/verify/verify-page') },
  {
    path: 'verify/:code',
    title: 'titles.verify',
    loadComponent: () => import('../pages/public/verify/verify-page'),
  },
  {
    path: 'certificates',
    title: 'titles.certificates',
    ...own,
    loadComponent: () => import('../pages/learn/certificates/certificates-page'),
  },
  { path: 'teach', loadChildren: () => import('./teach.routes').then(({ teachRoutes }) => teachRoutes) },
  {
    path: 'join',
    title: 'titles.join',
    ...own,
    loadComponent: () => import('../pages/public/join/join-page'),
  },
  {
    path: 'join/:code',
    title: 'titles.join',
    ...own,
    loadComponent: () => import('../pages/public/join/join-page'),
  },
  {
    path: 'learn',
    title: 'titles.myLearning',
    ...own,
    loadComponent: () => import('../pages/learn/my-learning/my-learning-page'),
  },
  {
    path: 'learn/:course',
    ...own,
    loadComponent: () => import('../pages/learn/player/player-page'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'titles.lesson',
        ...own,
        loadComponent: () => import('../pages/learn/player/opening-page'),
      },
      {
        path: ':lesson',
        title: 'titles.lesson',
        ...own,
        loadComponent: () => import('../pages/learn/player/lesson-page'),
      },
    ],
  },
];
