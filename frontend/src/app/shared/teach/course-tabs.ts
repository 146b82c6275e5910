import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { LinkTabs, type LinkTab } from '../components/link-tabs/link-tabs';
import { CourseTitles } from './course-titles';

/** The pages of a course that is taught, in the order of the row. */
export const courseTabs = [
  'content',
  'settings',
  'people',
  'grading',
  'gradebook',
  'analytics',
  'certificates',
  'announcements',
  'questions',
] as const;
export type CourseTab = (typeof courseTabs)[number];

/** The pages of the course with this id, as tabs. */
function tabsOf(course: string): readonly LinkTab[] {
  return courseTabs.map((id) => ({
    id,
    label: `teach.tabs.${id}`,
    link: id === 'content' ? ['/teach', course] : ['/teach', course, id],
  }));
}

/**
 * The top of every page about a course that is taught: the way back to the list, the title of the course, and its pages
 * as tabs. It stands above the page's heading. Brings its own texts (scope `teach`).
 */
@Component({
  selector: 'app-course-tabs',
  imports: [LinkTabs, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('teach')],
  template: `
    <p>
      <a routerLink="/teach">{{ 'teach.tabs.courses' | transloco }}</a>
      <span aria-hidden="true">/</span>
      <bdi>{{ title() }}</bdi>
    </p>
    <app-link-tabs [label]="'teach.tabs.label' | transloco" [tabs]="tabs()" [current]="current()" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      min-inline-size: 0;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      min-block-size: 20px;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    a {
      color: var(--ink-2);
    }
  `,
})
export class CourseTabs {
  private readonly titles = inject(CourseTitles);
  /** The id of the course. */
  readonly course = input.required<string>();
  /** The page that is open. */
  readonly current = input.required<CourseTab>();
  protected readonly tabs = computed(() => tabsOf(this.course()));
  protected readonly title = computed(() => this.titles.of(this.course()));
}
