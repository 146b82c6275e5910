import { Component, computed, input } from '@angular/core';
import type { Device } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../components/icon/icon';
import type { IconName } from '../components/icon/icons';
import { CountryPipe } from './country-pipe';

const icons: Readonly<Record<Device['kind'], IconName>> = {
  desktop: 'computer',
  mobile: 'mobile',
  tablet: 'mobile',
  script: 'devices',
  unknown: 'devices',
};

/** A device with the address and the country it came from; what is projected stands beside its name. Texts: scope `account`. */
@Component({
  selector: 'app-device-place',
  imports: [CountryPipe, Icon, TranslocoPipe],
  template: `
    <span class="mark"><app-icon [name]="icon()" /></span>
    <div>
      <p class="name">
        <strong>{{ device().label || ('account.device.unknown' | transloco) }}</strong>
        <ng-content />
      </p>
      <p class="facts">
        <bdi class="mono" dir="ltr">{{ ipAddress() }}</bdi>
        @if (country(); as country) {
          <span>{{ country | country }}</span>
        }
        <ng-content select="[more]" />
      </p>
    </div>
  `,
  styleUrl: './mark-row.css',
  styles: `
    :host {
      display: flex;
      gap: var(--space-3);
      min-inline-size: 0;
    }
    .mark {
      font-size: 1.125rem;
    }
    p {
      gap: 2px var(--space-2);
    }
    .facts {
      column-gap: var(--space-3);
    }
  `,
})
export class DevicePlace {
  readonly device = input.required<Device>();
  readonly ipAddress = input.required<string>();
  /** Two letters (ISO 3166-1), null where it is not known. */
  readonly country = input.required<string | null>();
  protected readonly icon = computed(() => icons[this.device().kind]);
}
