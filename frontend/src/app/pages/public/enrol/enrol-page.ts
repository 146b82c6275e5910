import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { Banner } from '../../../shared/components/banner/banner';
import { EnrolFactor } from '../../../shared/components/enrolment/enrol-factor';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { EnrolStore } from './enrol-store';

/** The guided first second factor: for those who need one before anything else, and for those who want one. */
@Component({
  selector: 'app-enrol-page',
  imports: [Banner, EnrolFactor, NarrowCard, TranslocoPipe],
  providers: [EnrolStore, provideTranslocoScope('identity')],
  template: `
    <app-narrow-card [wide]="true" [heading]="'identity.enrol.title' | transloco" [sub]="lead() | transloco">
      <app-enrol-factor (finished)="store.goOn()" />
      @if (store.failed()) {
        <app-banner kind="warn" [heading]="'errors.unreachable' | transloco">
          <p>
            <button type="button" class="btn" (click)="store.goOn()">{{ 'identity.goOn' | transloco }}</button>
          </p>
        </app-banner>
      }
    </app-narrow-card>
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export default class EnrolPage {
  private readonly auth = inject(AuthService);
  protected readonly store = inject(EnrolStore);
  protected readonly lead = computed(() =>
    this.auth.user()?.secondFactor.required ? 'identity.enrol.requiredLead' : 'identity.enrol.advisedLead',
  );
}
