import { Component, input } from '@angular/core';
import type { RoleView } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { permissionGroups, permissionKey } from '../../../../shared/people/permission-groups';
import { RoleName } from '../../../../shared/people/role-name';

/** What each role may do: a line for each permission, a column for each role. It scrolls sideways by itself. */
@Component({
  selector: 'app-permission-matrix',
  imports: [Icon, RoleName, TranslocoPipe],
  template: `
    <div tabindex="0" role="region" [attr.aria-label]="label()">
      <table>
        <caption class="visually-hidden">
          {{
            label()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'users.roles.permission' | transloco }}</th>
            @for (role of roles(); track role.key) {
              <th scope="col" class="role"><app-role-name [role]="role.key" [title]="role.title" /></th>
            }
          </tr>
        </thead>
        @for (group of groups; track group.name) {
          <tbody>
            <tr class="group">
              <th scope="rowgroup" [attr.colspan]="roles().length + 1">
                <span>{{ 'users.permissionGroup.' + group.name | transloco }}</span>
              </th>
            </tr>
            @for (permission of group.permissions; track permission) {
              <tr>
                <th scope="row">
                  {{ key(permission) + '.name' | transloco }}
                  <small>{{ key(permission) + '.text' | transloco }}</small>
                </th>
                @for (role of roles(); track role.key) {
                  <td>
                    @if (role.permissions.includes(permission)) {
                      <app-icon name="check" /><span class="visually-hidden">{{ 'users.roles.yes' | transloco }}</span>
                    } @else {
                      <span aria-hidden="true">–</span
                      ><span class="visually-hidden">{{ 'users.roles.no' | transloco }}</span>
                    }
                  </td>
                }
              </tr>
            }
          </tbody>
        }
      </table>
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    div {
      position: relative;
      overflow-x: auto;
      border-radius: inherit;
    }
    div:focus-visible {
      outline-offset: -2px;
    }
    table {
      font-size: var(--text-sm);
    }
    th,
    td {
      padding: 8px 12px;
      border-block-end: 1px solid var(--line);
      text-align: start;
      vertical-align: top;
    }
    tbody:last-child tr:last-child > * {
      border-block-end: 0;
    }
    thead th {
      background: var(--surface-2);
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
      vertical-align: bottom;
    }
    .role {
      min-inline-size: 108px;
    }
    .role,
    td {
      text-align: center;
    }
    tr > th:first-child {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      min-inline-size: 240px;
    }
    tbody th {
      background: var(--surface);
      font-weight: var(--weight-medium);
    }
    .group th {
      background: var(--surface);
      padding-block-start: 16px;
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
    .group span {
      position: sticky;
      inset-inline-start: 12px;
    }
    small {
      display: block;
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: 400;
    }
    td {
      color: var(--ink-3);
    }
    td app-icon {
      color: var(--ok);
      font-size: 18px;
    }
    @media (max-width: 599.98px) {
      tr > th:first-child {
        min-inline-size: 150px;
      }
      .role {
        min-inline-size: 92px;
      }
      small {
        display: none;
      }
    }
  `,
})
export class PermissionMatrix {
  readonly roles = input.required<readonly RoleView[]>();
  readonly label = input.required<string>();
  protected readonly groups = permissionGroups;
  protected readonly key = permissionKey;
}
