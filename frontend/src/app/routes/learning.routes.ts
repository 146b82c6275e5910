import type { Routes } from '@angular/router';
import { needs, permissionGuard, signedInGuard } from '../shared/guards/session-guards';
import { leaveGuard } from '../shared/guards/leave-guard';

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
  {
    path: 'teach',
    title: 'titles.teach',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/courses/courses-page'),
  },
  {
    path: 'teach/:course',
    title: 'titles.teachContent',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/builder/builder-page'),
  },
  {
    path: 'teach/:course/settings',
    title: 'titles.teachSettings',
    canActivate: [permissionGuard],
    canDeactivate: [leaveGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/settings/settings-page'),
  },
  {
    path: 'teach/:course/lessons/:lesson',
    title: 'titles.teachLesson',
    canActivate: [permissionGuard],
    canDeactivate: [leaveGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/lesson/lesson-page'),
  },
  {
    path: 'teach/:course/analytics',
    title: 'titles.teachAnalytics',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/analytics/analytics-page'),
  },
  {
    path: 'teach/:course/people',
    title: 'titles.teachPeople',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/people/people-page'),
  },
  {
    path: 'teach/:course/people/:enrolment',
    title: 'titles.teachPerson',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/person/person-page'),
  },
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
    path: 'teach/:course/grading',
    title: 'titles.teachGrading',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/grading/grading-page'),
  },
  {
    path: 'teach/:course/gradebook',
    title: 'titles.teachGradebook',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/gradebook/gradebook-page'),
  },
  {
    path: 'teach/:course/certificates',
    title: 'titles.teachCertificates',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/certificates/certificates-page'),
  },
  {
    path: 'teach/:course/announcements',
    title: 'titles.teachAnnouncements',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/announcements/announcements-page'),
  },
  {
    path: 'teach/:course/questions',
    title: 'titles.teachQuestions',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/questions/questions-page'),
  },
  {
    path: 'teach/:course/quizzes/:quiz',
    title: 'titles.teachQuiz',
    canActivate: [permissionGuard],
    canDeactivate: [leaveGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/quiz/quiz-page'),
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
