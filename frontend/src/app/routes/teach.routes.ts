import type { Routes } from '@angular/router';
import { leaveGuard } from '../shared/guards/leave-guard';
import { needs, permissionGuard } from '../shared/guards/session-guards';

/** The pages of teachers, under /teach. */
export const teachRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'titles.teach',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/courses/courses-page'),
  },
  {
    path: ':course',
    title: 'titles.teachContent',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/builder/builder-page'),
  },
  {
    path: ':course/settings',
    title: 'titles.teachSettings',
    canActivate: [permissionGuard],
    canDeactivate: [leaveGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/settings/settings-page'),
  },
  {
    path: ':course/lessons/:lesson',
    title: 'titles.teachLesson',
    canActivate: [permissionGuard],
    canDeactivate: [leaveGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/lesson/lesson-page'),
  },
  {
    path: ':course/analytics',
    title: 'titles.teachAnalytics',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/analytics/analytics-page'),
  },
  {
    path: ':course/people',
    title: 'titles.teachPeople',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/people/people-page'),
  },
  {
    path: ':course/people/:enrolment',
    title: 'titles.teachPerson',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/person/person-page'),
  },
  {
    path: ':course/grading',
    title: 'titles.teachGrading',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/grading/grading-page'),
  },
  {
    path: ':course/gradebook',
    title: 'titles.teachGradebook',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/gradebook/gradebook-page'),
  },
  {
    path: ':course/certificates',
    title: 'titles.teachCertificates',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/certificates/certificates-page'),
  },
  {
    path: ':course/announcements',
    title: 'titles.teachAnnouncements',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/announcements/announcements-page'),
  },
  {
    path: ':course/questions',
    title: 'titles.teachQuestions',
    canActivate: [permissionGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/questions/questions-page'),
  },
  {
    path: ':course/quizzes/:quiz',
    title: 'titles.teachQuiz',
    canActivate: [permissionGuard],
    canDeactivate: [leaveGuard],
    data: needs('courses:teach'),
    loadComponent: () => import('../pages/teach/quiz/quiz-page'),
  },
];
