import { Service, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { Incident, ReportIncidentRequestInput } from '@classy-book/contracts/incidents';
import { emailSchema } from '@classy-book/contracts/primitives';
import { firstValueFrom } from 'rxjs';
import { toApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { DialogService } from '../../core/services/dialogs';
import { ToastService } from '../../core/services/toasts';
import { I18nService } from '../../core/services/i18n';
import { Texts } from '../texts/texts';
import { DeskClient } from './desk-client';
import { ReportDialog, type ReportDialogData } from './report-dialog';

/** Reporting by hand what no rule has seen, from any page of the desk. Nothing here throws. */
@Service()
export class IncidentReports {
  private readonly auth = inject(AuthService);
  private readonly client = inject(DeskClient);
  private readonly dialogs = inject(DialogService);
  private readonly i18n = inject(I18nService);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);

  readonly allowed = computed(() => this.auth.has('incidents:manage'));

  /** Goes to the open incident with this account or address; where there is none, asks for a report of it. */
  async openFor(email: string, address: string): Promise<void> {
    const known = (await this.openWith({ address })) ?? (await this.openWith({ account: email }));
    if (known !== null) {
      this.show(known);
      return;
    }
    // attackers type anything: what is no email is no account
    const accounts = emailSchema.safeParse(email).success ? [email] : [];
    await this.report({ accounts, addresses: [address], title: this.texts.of('desk.report.suspicious') });
  }

  /** The incident that was made; null where nothing was reported. */
  async report(data: ReportDialogData = { accounts: [], addresses: [], title: '' }): Promise<Incident | null> {
    const dialog = this.dialogs.open<ReportIncidentRequestInput>(ReportDialog, { data, width: '520px' });
    const request = await firstValueFrom(dialog.closed);
    if (request === undefined) return null;
    try {
      const incident = await this.client.reportIncident(request);
      this.tell(incident);
      return incident;
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
      return null;
    }
  }

  /** The most severe open incident; null where there is none, or where it is not known. */
  private async openWith(about: { account?: string; address?: string }): Promise<Incident | null> {
    return this.client.openIncidents(about).then(
      ([first]) => first ?? null,
      () => null,
    );
  }

  private tell(incident: Incident): void {
    this.toasts.show({
      kind: 'ok',
      message: this.texts.of('desk.report.done', { number: this.i18n.number(incident.number) }),
      action: {
        label: this.texts.of('desk.report.show'),
        run: () => {
          this.show(incident);
        },
      },
    });
  }

  private show(incident: Incident): void {
    void this.router.navigate(['/admin/incidents', incident.id]);
  }
}
