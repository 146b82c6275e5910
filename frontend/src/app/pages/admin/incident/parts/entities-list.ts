import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { incidentEntityTypes, type IncidentDetail, type IncidentEntity } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';
import { shownRange } from '../../../../shared/components/address/cidr';
import { Icon } from '../../../../shared/components/icon/icon';
import type { IconName } from '../../../../shared/components/icon/icons';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

const FIRST = 8;

/** The accounts, networks, sessions and keys that have a part in an incident, those that did most first. */
@Component({
  selector: 'app-entities-list',
  imports: [CountPipe, Icon, PluralPipe, RouterLink, TimeAgo, TranslocoPipe],
  template: `
    @for (group of groups(); track group.type) {
      <section [attr.aria-labelledby]="'entities-' + group.type">
        <h3 [id]="'entities-' + group.type">
          <app-icon [name]="icons[group.type]" />{{ 'incidents.entity.' + group.type | transloco
          }}<em>{{ group.count | count }}</em>
        </h3>
        <ul>
          @for (entity of all().has(group.type) ? group.entities : group.entities.slice(0, first); track entity.value) {
            <li>
              <div>
                @switch (entity.type) {
                  @case ('network') {
                    <a
                      class="name mono"
                      dir="ltr"
                      routerLink="/admin/monitoring"
                      [queryParams]="{ range: '7d', address: entity.value }"
                      >{{ shown(entity.value) }}</a
                    >
                  }
                  @default {
                    @if (entity.userId && people()) {
                      <a class="name" dir="ltr" [routerLink]="['/admin/users', entity.userId]">{{ entity.value }}</a>
                    } @else {
                      <bdi class="name" [class.mono]="entity.type !== 'account'">{{ entity.value }}</bdi>
                    }
                  }
                }
                <small>
                  {{ entity.events | plural: 'incidents.events' }}
                  @if (entity.succeeded > 0) {
                    · <strong>{{ entity.succeeded | plural: 'incidents.succeeded' }}</strong>
                  }
                  · <app-time-ago [at]="entity.lastSeen" [now]="now()" />
                </small>
              </div>
              @if (entity.contained) {
                <span class="tag ok">{{ 'incidents.entityContained.' + entity.type | transloco }}</span>
              }
            </li>
          }
        </ul>
        @if (group.entities.length > first) {
          <button type="button" class="btn quiet" (click)="toggle(group.type)">
            @if (all().has(group.type)) {
              {{ 'incidents.fewer' | transloco }}
            } @else {
              {{ group.entities.length - first | plural: 'incidents.showOthers' }}
            }
          </button>
        }
        @if (group.count > group.entities.length) {
          <p class="none">{{ group.count - group.entities.length | plural: 'incidents.onlyCounted' }}</p>
        }
      </section>
    }
  `,
  styleUrl: '../../../../shared/desk/named-rows.css',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
      gap: var(--space-4) var(--space-6);
      min-inline-size: 0;
    }
    section {
      display: grid;
      align-content: start;
      gap: 4px;
      min-inline-size: 0;
    }
    h3 {
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    .none {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    small strong {
      color: var(--danger);
    }
    .btn {
      justify-self: start;
      min-block-size: 28px;
      padding: 3px 8px;
      color: var(--accent);
    }
  `,
})
export class EntitiesList {
  readonly incident = input.required<IncidentDetail>();
  readonly now = input.required<number>();
  /** Whether this administrator may look at people. */
  readonly people = input(false);
  protected readonly first = FIRST;
  protected readonly shown = shownRange;
  protected readonly icons: Readonly<Record<IncidentEntity['type'], IconName>> = {
    account: 'person',
    network: 'devices',
    session: 'computer',
    api_key: 'key',
  };
  /** The types of which all are shown. */
  protected readonly all = signal<ReadonlySet<string>>(new Set());
  protected readonly groups = computed(() => {
    const { entities, counts } = this.incident();
    return incidentEntityTypes
      .map((type) => {
        const own = entities.filter((entity) => entity.type === type).toSorted((a, b) => b.events - a.events);
        const counted = type === 'account' ? counts.accounts : own.length;
        return { type, entities: own, count: Math.max(counted, own.length) };
      })
      .filter((group) => group.entities.length > 0);
  });

  protected toggle(type: string): void {
    this.all.update((all) => {
      const next = new Set(all);
      if (!next.delete(type)) next.add(type);
      return next;
    });
  }
}
