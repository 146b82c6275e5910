import { Service, inject } from '@angular/core';
import { Router, type UrlTree } from '@angular/router';
import { learningNotificationKinds, type Notification } from '@classy-book/contracts/notifications';
import { I18nService } from '../../core/services/i18n';
import { shownRange } from '../components/address/cidr';
import { Texts } from '../texts/texts';

const learningKinds: ReadonlySet<string> = new Set(learningNotificationKinds);

/** A notification, ready to show. */
export interface NotificationLine {
  readonly notification: Notification;
  readonly sentence: string;
  readonly link: UrlTree;
  /** Only what concerns the desk has a severity to show. */
  readonly severe: boolean;
  /** Whom it is about; empty where that is not known. */
  readonly about: string;
}

/** Notifications in sentences. Texts: scopes `desk` and `notifications`. Reads signals: use it in a computed. */
@Service()
export class NotificationTexts {
  private readonly i18n = inject(I18nService);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);

  of(notification: Notification): NotificationLine {
    const { kind, facts } = notification;
    const refused = kind === 'enrolment_decided' && facts['approved'] === 0;
    const sentence = this.texts.of(`notifications.kind.${refused ? 'enrolment_refused' : kind}`, {
      ...facts,
      incident: this.incident(notification),
    });
    const about = [facts['account'], facts['network'], facts['target']].find((one) => typeof one === 'string');
    const link = this.router.parseUrl(notification.link);
    const severe = !learningKinds.has(kind);
    return { notification, sentence, link, severe, about: typeof about === 'string' ? shownRange(about) : '' };
  }

  private incident({ incidentKind, facts }: Notification): string {
    const { title, number } = facts;
    const name = typeof title === 'string' ? title : incidentKind && this.texts.of(`desk.incidentKind.${incidentKind}`);
    if (!name) return '';
    if (typeof number !== 'number') return name;
    return this.texts.of('notifications.named', { name, number: this.i18n.number(number) });
  }
}
