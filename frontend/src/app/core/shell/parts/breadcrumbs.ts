import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { ActivatedRouteSnapshot } from '@angular/router';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter, map, startWith } from 'rxjs';
import { Icon } from '../../../shared/components/icon/icon';

interface Crumb {
  readonly key: string;
  readonly path: string;
}

/** Where the page stands: every route on the way here whose data has a `crumb` (a translation key). */
@Component({
  selector: 'app-breadcrumbs',
  imports: [Icon, RouterLink, TranslocoPipe],
  template: `
    <nav [attr.aria-label]="'shell.breadcrumbs' | transloco">
      <ol>
        @for (crumb of crumbs(); track crumb.path; let last = $last) {
          <li>
            @if (last) {
              <span aria-current="page">{{ crumb.key | transloco }}</span>
            } @else {
              <a [routerLink]="crumb.path">{{ crumb.key | transloco }}</a>
              <app-icon name="chevron-right" />
            }
          </li>
        }
      </ol>
    </nav>
  `,
  styles: `
    ol,
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1);
    }
    nav {
      color: var(--ink-3);
      font-size: var(--text-xs);
    }
    a {
      color: var(--ink-2);
      text-decoration: none;
    }
    a:hover {
      text-decoration: underline;
    }
  `,
})
export class Breadcrumbs {
  private readonly router = inject(Router);

  protected readonly crumbs = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => crumbsOf(this.router.routerState.snapshot.root)),
    ),
    { initialValue: [] },
  );
}

function crumbsOf(root: ActivatedRouteSnapshot): readonly Crumb[] {
  const crumbs: Crumb[] = [];
  let path = '';
  for (let route: ActivatedRouteSnapshot | null = root; route; route = route.firstChild) {
    const segment = route.url.map((part) => part.path).join('/');
    if (segment !== '') path += `/${segment}`;
    // Only a route's own data: a child inherits that of a parent without a component.
    const key: unknown = route.routeConfig?.data?.['crumb'];
    if (typeof key === 'string') crumbs.push({ key, path });
  }
  return crumbs;
}
