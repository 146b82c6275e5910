import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Permission } from '@classy-book/contracts/permissions';
import { Icon } from '../../../shared/components/icon/icon';
import type { IconName } from '../../../shared/components/icon/icons';
import { IncidentCount } from '../../../shared/desk/incident-count';
import { AuthService } from '../../services/auth';
import { Brand } from './brand';

interface Entry {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly permission: Permission;
}

/** The pages of the desk that exist, in the order of the work: look, watch, decide. */
export const railEntries: readonly Entry[] = [
  { path: '/admin/dashboard', label: 'titles.overview', icon: 'dashboard', permission: 'monitoring:read' },
  { path: '/admin/monitoring', label: 'titles.monitoring', icon: 'vital-signs', permission: 'monitoring:read' },
  { path: '/admin/incidents', label: 'titles.incidents', icon: 'warning', permission: 'monitoring:read' },
  { path: '/admin/insights', label: 'titles.insights', icon: 'bar-chart', permission: 'monitoring:read' },
  { path: '/admin/users', label: 'titles.users', icon: 'group', permission: 'users:read' },
  { path: '/admin/blocked-ips', label: 'titles.blocked', icon: 'block', permission: 'monitoring:read' },
  { path: '/admin/audit', label: 'titles.audit', icon: 'verified-user', permission: 'audit:read' },
  { path: '/admin/files', label: 'titles.files', icon: 'folder', permission: 'files:manage' },
  { path: '/admin/roles', label: 'titles.roles', icon: 'badge', permission: 'roles:manage' },
  { path: '/admin/courses', label: 'titles.coursesDesk', icon: 'menu-book', permission: 'courses:manage' },
  { path: '/admin/rules', label: 'titles.rules', icon: 'tune', permission: 'monitoring:read' },
  { path: '/admin/webhooks', label: 'titles.webhooks', icon: 'webhook', permission: 'monitoring:configure' },
];

/** The navigation of the desk. Folded, it shows icons; their names stay for screen readers and as tooltips. */
@Component({
  selector: 'app-rail',
  imports: [Brand, Icon, IncidentCount, RouterLink, RouterLinkActive, TranslocoPipe],
  template: `
    <nav [attr.aria-label]="'shell.navigation' | transloco">
      <app-brand to="/admin/dashboard" [compact]="folded()" />
      <ul>
        @for (entry of visible(); track entry.path) {
          <li [class.compact]="folded()">
            <a
              [routerLink]="entry.path"
              routerLinkActive="active"
              ariaCurrentWhenActive="page"
              [title]="folded() ? (entry.label | transloco) : ''"
              (click)="followed.emit()"
            >
              <app-icon [name]="entry.icon" />
              <span [class.visually-hidden]="folded()">{{ entry.label | transloco }}</span>
              @if (entry.path === incidents) {
                @defer {
                  <app-incident-count />
                } @error {
                  <span></span>
                }
              }
            </a>
          </li>
        }
      </ul>
    </nav>
    <ng-content />
    @if (foldable()) {
      <button
        type="button"
        class="fold"
        [attr.aria-expanded]="!folded()"
        [attr.aria-label]="(folded() ? 'shell.unfold' : 'shell.fold') | transloco"
        [title]="(folded() ? 'shell.unfold' : 'shell.fold') | transloco"
        (click)="foldToggled.emit()"
      >
        <app-icon [name]="folded() ? 'left-panel-open' : 'left-panel-close'" />
        <span [class.visually-hidden]="folded()" aria-hidden="true">{{ 'shell.fold' | transloco }}</span>
      </button>
    }
  `,
  styles: `
    :host {
      --brand-mark: var(--brand-glow);
      display: flex;
      flex-direction: column;
      gap: var(--space-4);
      padding: var(--space-3);
      background: var(--rail);
      color: var(--rail-ink);
      overflow-x: hidden;
      overflow-y: auto;
    }
    app-brand {
      display: block;
      margin-block-end: var(--space-4);
      padding: 6px 7px;
      color: var(--rail-ink-on);
    }
    ul {
      display: grid;
      gap: 2px;
    }
    a,
    .fold {
      display: flex;
      align-items: center;
      gap: 10px;
      inline-size: 100%;
      min-block-size: 36px;
      padding: 8px;
      border: 0;
      border-radius: var(--radius-sm);
      background: transparent;
      color: inherit;
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
      text-align: start;
      text-decoration: none;
      white-space: nowrap;
      transition: background var(--motion-fast);
    }
    a:hover,
    .fold:hover {
      background: var(--rail-hover);
    }
    :is(a, .fold):focus-visible {
      outline-color: var(--brand-glow);
      outline-offset: -2px;
    }
    .active {
      background: var(--rail-active);
      color: var(--rail-ink-on);
      box-shadow: inset 3px 0 0 var(--rail-mark);
    }
    :host-context([dir='rtl']) .active {
      box-shadow: inset -3px 0 0 var(--rail-mark);
    }
    a {
      position: relative;
    }
    app-incident-count {
      margin-inline-start: auto;
    }
    .compact app-incident-count {
      position: absolute;
      inset-block-start: -2px;
      inset-inline-end: -4px;
    }
    .fold {
      margin-block-start: auto;
    }
  `,
})
export class Rail {
  private readonly auth = inject(AuthService);

  readonly folded = input(false);
  readonly foldable = input(true);
  readonly foldToggled = output();
  /** An entry was pressed: the drawer may close. */
  readonly followed = output();
  protected readonly incidents = '/admin/incidents';
  protected readonly visible = computed(() => railEntries.filter((entry) => this.auth.has(entry.permission)));
}
