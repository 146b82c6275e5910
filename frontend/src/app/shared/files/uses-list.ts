import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FileUse } from '@classy-book/contracts/file-desk';
import { TranslocoPipe } from '@jsverse/transloco';

/** What names a file. Where `linked`, each that has a page of its own leads there. Texts: scope `storage`. */
@Component({
  selector: 'app-uses-list',
  imports: [RouterLink, TranslocoPipe],
  template: `
    <ul>
      @for (use of uses(); track $index) {
        <li>
          <span>{{ 'storage.use.' + use.kind | transloco }}</span>
          @if (pathOf(use); as path) {
            <a [routerLink]="path"
              ><bdi>{{ use.title }}</bdi></a
            >
          } @else if (use.title) {
            <bdi>{{ use.title }}</bdi>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      min-inline-size: 0;
      color: var(--ink);
    }
    span {
      color: var(--ink-2);
    }
    bdi {
      overflow-wrap: anywhere;
    }
  `,
})
export class UsesList {
  readonly uses = input.required<readonly FileUse[]>();
  readonly linked = input(false);

  protected pathOf({ kind, courseId, lessonId }: FileUse): readonly string[] | null {
    if (!this.linked() || courseId === null) return null;
    if (lessonId !== null && kind.startsWith('lesson')) return ['/teach', courseId, 'lessons', lessonId];
    if (kind === 'course_cover') return ['/teach', courseId, 'settings'];
    return kind === 'submission' ? ['/teach', courseId, 'grading'] : ['/teach', courseId];
  }
}
