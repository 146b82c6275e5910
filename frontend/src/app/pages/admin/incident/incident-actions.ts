import { Service, computed, inject, signal, untracked } from '@angular/core';
import type { ContainRequestInput } from '@classy-book/contracts/containment';
import type {
  IncidentDetail,
  IncidentSeverity,
  IncidentState,
  UpdateIncidentRequest,
} from '@classy-book/contracts/incidents';
import { firstValueFrom } from 'rxjs';
import { toApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { DialogService } from '../../../core/services/dialogs';
import { StepUpCancelled, StepUpService } from '../../../core/services/step-up';
import { ToastService, type ToastAction } from '../../../core/services/toasts';
import { Texts } from '../../../shared/texts/texts';
import { ContainDialog, type ContainDialogData } from './contain-dialog';
import { undoableIn } from './containment-views';
import { IncidentClient } from './incident-client';
import { IncidentStore } from './incident-store';

/**
 * What an administrator does with an incident. Each is told, with a way back where there is one; where somebody else was
 * faster, the page shows how it stands now. Nothing here throws.
 */
@Service({ autoProvided: false })
export class IncidentActions {
  private readonly auth = inject(AuthService);
  private readonly client = inject(IncidentClient);
  private readonly dialogs = inject(DialogService);
  private readonly stepUp = inject(StepUpService);
  private readonly store = inject(IncidentStore);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly working = signal(false);

  /** True while something is being done: a second press does nothing. */
  readonly busy = this.working.asReadonly();
  readonly allowed = computed(() => this.auth.has('incidents:manage'));
  readonly me = computed(() => this.auth.user()?.id ?? null);

  async setState(state: IncidentState): Promise<void> {
    const before = untracked(this.store.incident)?.state;
    if (!(await this.change({ state })) || before === undefined) return;
    const back = () => void this.change({ state: before });
    this.tell('incidents.told.state', { state: this.texts.of(`desk.incidentState.${state}`) }, back);
  }

  async setSeverity(severity: IncidentSeverity): Promise<void> {
    if (await this.change({ severity }))
      this.tell('incidents.told.severity', { severity: this.texts.of(`desk.severity.${severity}`) });
  }

  async assign(assigneeId: string | null): Promise<void> {
    if (!(await this.change({ assigneeId }))) return;
    const person = untracked(this.store.incident)?.assignee?.email;
    if (person === undefined) this.tell('incidents.told.unassigned', {});
    else this.tell('incidents.told.assigned', { person });
  }

  /** True where the note was kept. */
  note(text: string): Promise<boolean> {
    return this.attempt(async ({ id }) => {
      await this.client.addNote(id, text);
      await this.store.loadStory();
    });
  }

  /** Shows what would be done, and does what is then wanted of it. */
  async contain(): Promise<void> {
    const request = await this.plan();
    if (request === null) return;
    const done = await this.attempt(async ({ id }) => {
      this.store.take(await this.client.contain(id, request));
    });
    const containment = untracked(this.store.incident)?.containment;
    if (!done || !containment) return;
    const count = containment.results.filter(({ outcome }) => outcome === 'done').length;
    const failed = containment.results.some(({ outcome }) => outcome === 'failed');
    this.toasts.show({
      kind: failed ? 'warn' : 'ok',
      message: this.texts.plural(failed ? 'incidents.told.containedPartly' : 'incidents.told.contained', count),
      ...(undoableIn(containment) && { action: this.undoAction() }),
    });
  }

  /** Lifts the blocks and locks of the last containment. */
  async undo(): Promise<void> {
    const done = await this.attempt(async ({ id, version }) => {
      this.store.take(await this.client.undo(id, version));
    });
    if (done) this.tell('incidents.told.undone', {});
  }

  private async plan(): Promise<ContainRequestInput | null> {
    const incident = untracked(this.store.incident);
    if (incident === null) return null;
    try {
      const plan = await this.client.plan(incident.id);
      const data: ContainDialogData = { plan };
      const dialog = this.dialogs.open<ContainRequestInput>(ContainDialog, { data, width: '620px' });
      return (await firstValueFrom(dialog.closed)) ?? null;
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
      return null;
    }
  }

  private change(what: Omit<UpdateIncidentRequest, 'version'>): Promise<boolean> {
    return this.attempt(async ({ id, version }) => {
      this.store.take(await this.client.update(id, { version, ...what }));
    });
  }

  private async attempt(call: (incident: IncidentDetail) => Promise<void>): Promise<boolean> {
    const incident = untracked(this.store.incident);
    if (incident === null || this.busy()) return false;
    this.working.set(true);
    try {
      await this.stepUp.run(() => call(incident));
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.working.set(false);
    }
  }

  private failed(error: unknown): void {
    if (error instanceof StepUpCancelled) return;
    const failure = toApiFailure(error);
    if (failure.code === 'CONFLICT') this.store.lostRace();
    else this.toasts.showFailure(failure);
  }

  private undoAction(): ToastAction {
    return { label: this.texts.of('desk.undo'), run: () => void this.undo() };
  }

  private tell(key: string, values: Record<string, string>, back?: () => void): void {
    const action = back && { label: this.texts.of('desk.undo'), run: back };
    this.toasts.show({ kind: 'ok', message: this.texts.of(key, values), ...(action && { action }) });
  }
}
