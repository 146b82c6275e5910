import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { Panel } from '../../../../shared/account/panel';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { RoomBar } from '../../../../shared/files/room-bar';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { RoomStore } from '../room-store';

/** How much the person has stored, with the way to their files and to their quota. Nothing where the administrator may not know. */
@Component({
  selector: 'app-room-section',
  imports: [Panel, PluralPipe, RoomBar, RouterLink, Skeleton, TranslocoPipe],
  providers: [RoomStore],
  template: `
    @if (store.shown()) {
      <app-panel name="files" [heading]="'storage.person.heading' | transloco">
        <ng-container actions>
          <a class="btn" routerLink="/admin/files" [queryParams]="{ ownerId: user().id }">
            {{ 'storage.person.show' | transloco }}
          </a>
          <button type="button" class="btn" (click)="store.setQuota(user())">
            {{ 'storage.quota.set' | transloco }}
          </button>
        </ng-container>
        @if (store.room.value(); as room) {
          <app-room-bar [used]="room.bytes" [quota]="room.quota" />
          <small>
            {{ room.files | plural: 'storage.files' }} ·
            {{ (room.own ? 'storage.room.own' : 'storage.room.usual') | transloco }}
          </small>
        } @else if (store.room.problem(); as problem) {
          <p>{{ 'storage.person.failed' | transloco }} {{ problem }}</p>
        } @else {
          <app-skeleton height="32px" />
        }
      </app-panel>
    }
  `,
  styleUrl: './section.css',
})
export class RoomSection {
  protected readonly store = inject(RoomStore);
  readonly user = input.required<UserDetail>();
}
