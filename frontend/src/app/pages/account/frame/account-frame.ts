import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { I18nService } from '../../../core/services/i18n';
import { fullNameOf } from '../../../core/services/person';
import { sectionsFor } from '../../../shared/account/section-links';
import { Avatar } from '../../../shared/components/avatar/avatar';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import { FrameStore } from './frame-store';
import { SectionNav } from './parts/section-nav';

/** The frame of the account: who is signed in, the way between its pages, and what is about to happen to the account. */
@Component({
  selector: 'app-account-frame',
  imports: [Avatar, Banner, Icon, RouterLink, RouterOutlet, SectionNav, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account'), FrameStore],
  templateUrl: './account-frame.html',
  styleUrl: './account-frame.css',
})
export default class AccountFrame {
  protected readonly auth = inject(AuthService);
  private readonly i18n = inject(I18nService);
  protected readonly store = inject(FrameStore);

  protected readonly name = computed(() => fullNameOf(this.auth.user()));
  protected readonly sections = computed(() => sectionsFor(this.auth.user()?.permissions ?? []));
  protected readonly goesOn = computed(() => {
    const moment = this.auth.user()?.deleteAfter ?? null;
    return moment === null ? null : this.i18n.dateTime(moment);
  });

  protected keep(): void {
    void this.store.keep();
  }
}
