import { Service, inject } from '@angular/core';
import type { Notification } from '@classy-book/contracts/notifications';
import { I18nService } from '../../core/services/i18n';
import { shownRange } from '../components/address/cidr';
import { Texts } from '../texts/texts';

/** A notification, ready to show. */
export interface NotificationLine {
  readonly notification: Notification;
  readonly sentence: string;
  /** Whom it is about; empty where that is not known. */
  readonly about: string;
}

/** Notifications in sentences. Texts: scopes `desk` and `notifications`. Reads signals: use it in a computed. */
@Service()
export class NotificationTexts {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  of(notification: Notification): NotificationLine {
    const { kind, facts } = notification;
    const sentence = this.texts.of(`notifications.kind.${kind}`, { incident: this.incident(notification) });
    const about = [facts['account'], facts['network'], facts['target']].find((one) => typeof one === 'string');
    return { notification, sentence, about: typeof about === 'string' ? shownRange(about) : '' };
  }

  private incident({ incidentKind, facts }: Notification): string {
    const { title, number } = facts;
    const name = typeof title === 'string' ? title : incidentKind && this.texts.of(`desk.incidentKind.${incidentKind}`);
    if (!name) return '';
    if (typeof number !== 'number') return name;
    return this.texts.of('notifications.named', { name, number: this.i18n.number(number) });
  }
}
