import { Injector, Service, inject } from '@angular/core';
import { toApiFailure } from './api';

/** The person closed the step-up dialog: what was asked for was not done, and nothing needs to be said. */
export class StepUpCancelled extends Error {
  constructor() {
    super('The confirmation was cancelled.');
    this.name = 'StepUpCancelled';
  }
}

/**
 * Sensitive changes ask for a fresh proof that it is the same person. Wrap the call in `run`; where the server answers
 * STEP_UP_REQUIRED the dialog asks for the proof, and the call is made again.
 */
@Service()
export class StepUpService {
  private readonly injector = inject(Injector);
  private proving: Promise<boolean> | null = null;
  private running = 0;

  /** True while a call runs whose refusal for want of a fresh proof is answered here, so that nobody else tells of it. */
  get answering(): boolean {
    return this.running > 0;
  }

  /**
   * Runs `action`, at most twice. Rejects with what it threw, or with `StepUpCancelled` where the person did not want to
   * give the proof. Two at once share one dialog.
   */
  async run<T>(action: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await action();
    } catch (error) {
      if (toApiFailure(error).code !== 'STEP_UP_REQUIRED') throw error;
    } finally {
      this.running -= 1;
    }
    if (!(await this.prove())) throw new StepUpCancelled();
    return action();
  }

  private prove(): Promise<boolean> {
    this.proving ??= this.ask().finally(() => {
      this.proving = null;
    });
    return this.proving;
  }

  private async ask(): Promise<boolean> {
    const [{ DialogService }, { StepUpDialog }] = await Promise.all([
      import('./dialogs'),
      import('../../shared/components/step-up-dialog/step-up-dialog'),
    ]);
    const dialog = this.injector.get(DialogService).open<boolean>(StepUpDialog);
    return new Promise((resolve) => {
      dialog.closed.subscribe((proven) => {
        resolve(proven ?? false);
      });
    });
  }
}
