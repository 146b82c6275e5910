import { afterNextRender, Component, DestroyRef, type ElementRef, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { SearchResult } from '@classy-book/contracts/search';
import { TranslocoPipe } from '@jsverse/transloco';
import { ShortcutService } from '../../core/services/shortcuts';
import { Icon } from '../components/icon/icon';
import { CourseSearchStore } from './course-search-store';
import { linkOf } from './search-links';

/**
 * The search of the top bar: a combobox (WAI-ARIA) that suggests courses and lessons while somebody types; Enter looks in
 * the catalogue. `/` goes to it from anywhere.
 */
@Component({
  selector: 'app-course-search',
  imports: [Icon, TranslocoPipe],
  providers: [CourseSearchStore],
  template: `
    <form role="search" [attr.aria-label]="'courseSearch.label' | transloco" (submit)="search($event)">
      <app-icon name="search" />
      <input
        #field
        type="search"
        role="combobox"
        maxlength="200"
        autocomplete="off"
        enterkeyhint="search"
        dir="auto"
        aria-autocomplete="list"
        aria-controls="course-suggestions"
        aria-keyshortcuts="/"
        [attr.aria-expanded]="store.open()"
        [attr.aria-activedescendant]="store.active() < 0 ? null : 'course-suggestion-' + store.active()"
        [attr.aria-label]="'courseSearch.label' | transloco"
        [placeholder]="'courseSearch.placeholder' | transloco"
        [value]="store.text()"
        (input)="store.type(field.value)"
        (keydown.arrowDown)="move($event, 1)"
        (keydown.arrowUp)="move($event, -1)"
        (keydown.escape)="store.close()"
        (blur)="store.close()"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
    <ul
      id="course-suggestions"
      role="listbox"
      [attr.aria-label]="'courseSearch.suggestions' | transloco"
      [hidden]="!store.open()"
    >
      @for (one of store.suggestions(); track one.kind + one.id; let index = $index) {
        <li
          role="option"
          tabindex="-1"
          [id]="'course-suggestion-' + index"
          [attr.aria-selected]="index === store.active()"
          (mousedown)="$event.preventDefault()"
          (click)="go(one)"
          (keydown.enter)="go(one)"
        >
          <app-icon [name]="one.kind === 'course' ? 'menu-book' : 'article'" />
          <span>
            <bdi>{{ one.title }}</bdi>
            @if (one.kind === 'lesson') {
              <small
                ><bdi>{{ one.courseTitle }}</bdi></small
              >
            }
          </span>
        </li>
      }
    </ul>
  `,
  styleUrl: './course-search.css',
})
export class CourseSearch {
  private readonly router = inject(Router);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly store = inject(CourseSearchStore);

  constructor() {
    const unregister = inject(ShortcutService).register('/', 'shortcuts.search', () => {
      this.field().nativeElement.focus();
      this.field().nativeElement.select();
    });
    inject(DestroyRef).onDestroy(unregister);
    // it is here because somebody wants to search
    afterNextRender(() => {
      this.field().nativeElement.focus();
    });
  }

  protected go(result: SearchResult): void {
    this.store.clear();
    this.field().nativeElement.blur();
    void this.router.navigate([...linkOf(result)]);
  }

  protected move(event: Event, step: 1 | -1): void {
    if (!this.store.open()) return;
    event.preventDefault();
    this.store.move(step);
  }

  protected search(event: Event): void {
    event.preventDefault();
    const chosen = this.store.current();
    if (chosen !== null) {
      this.go(chosen);
      return;
    }
    const q = this.store.text().trim();
    this.store.clear();
    this.field().nativeElement.blur();
    void this.router.navigate(['/courses'], { queryParams: q === '' ? {} : { q } });
  }
}
