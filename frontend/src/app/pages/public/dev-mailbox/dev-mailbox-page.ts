import { Component, inject, signal } from '@angular/core';
import { DomSanitizer, type SafeHtml } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { I18nService } from '../../../core/services/i18n';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { linksOf } from './links';
import { MailboxStore } from './mailbox-store';

/** What a local start without a mail server would have mailed. */
@Component({
  selector: 'app-dev-mailbox-page',
  imports: [Banner, EmptyState, Icon, MessagePage, RouterLink, Segmented, Skeleton, TranslocoPipe],
  providers: [MailboxStore, provideTranslocoScope('identity')],
  templateUrl: './dev-mailbox-page.html',
  styleUrl: './dev-mailbox-page.css',
})
export default class DevMailboxPage {
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly i18n = inject(I18nService);
  protected readonly store = inject(MailboxStore);
  protected readonly view = signal<'html' | 'text'>('html');
  protected readonly linksOf = linksOf;
  /** Shown as it was sent: in a frame without scripts, forms or this page's reach. Its links open beside it. */
  protected safe(html: string): SafeHtml {
    return this.sanitizer.bypassSecurityTrustHtml(`<base target="_blank">${html}`);
  }
}
