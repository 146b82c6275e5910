import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../banner/banner';
import { DialogFrame } from '../dialog/dialog-frame';
import type { FactorProof } from '../factor-step/factor-proof';
import { FactorStep } from '../factor-step/factor-step';
import { Skeleton } from '../skeleton/skeleton';
import { StepUpFlow } from './step-up-flow';

/** Asks, before a sensitive change, for a fresh proof that it is the same person. Closes with true once it was given. */
@Component({
  selector: 'app-step-up-dialog',
  imports: [Banner, DialogFrame, FactorStep, Skeleton, TranslocoPipe],
  providers: [StepUpFlow, provideTranslocoScope('identity')],
  template: `
    <app-dialog-frame
      [heading]="'identity.stepUp.title' | transloco"
      [closeLabel]="'dialog.close' | transloco"
      (dismissed)="dialog.close(false)"
    >
      <p class="lead">{{ 'identity.stepUp.lead' | transloco }}</p>
      @if (flow.methods(); as methods) {
        <app-factor-step
          [methods]="methods"
          [passkeys]="flow.passkeysSupported"
          [busy]="flow.busy()"
          [error]="flow.error()"
          [lockedFor]="flow.lockedFor()"
          (submitted)="prove($event)"
          (passkeyAsked)="provePasskey()"
        />
      } @else if (flow.error()) {
        <app-banner kind="danger" [heading]="flow.error()">
          <button type="button" class="btn" (click)="flow.load()">{{ 'failure.retry' | transloco }}</button>
        </app-banner>
      } @else {
        <app-skeleton height="120px" />
      }
    </app-dialog-frame>
  `,
  styles: `
    .lead {
      margin-block-end: var(--space-5);
    }
  `,
})
export class StepUpDialog {
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly flow = inject(StepUpFlow);

  constructor() {
    void this.flow.load();
  }

  protected async prove(proof: FactorProof): Promise<void> {
    if (await this.flow.prove(proof)) this.dialog.close(true);
  }

  protected async provePasskey(): Promise<void> {
    if (await this.flow.provePasskey()) this.dialog.close(true);
  }
}
