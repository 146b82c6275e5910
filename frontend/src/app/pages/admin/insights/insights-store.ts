import { DestroyRef, Service, computed, inject, linkedSignal, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { toSignal } from '@angular/core/rxjs-interop';
import { figureWindowSchema, type Figures, type FigureWindow } from '@classy-book/contracts/figures';
import { map } from 'rxjs';
import { toApiFailure } from '../../../core/services/api';
import { InsightsClient } from './insights-client';

const EVERY_MS = 30_000;
const USUAL: FigureWindow = '24h';

/** The figures of the window that stands in the URL, asked for again every half minute. Provided by the page. */
@Service({ autoProvided: false })
export class InsightsStore {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly asked = signal(0);

  readonly window = toSignal(
    this.route.queryParamMap.pipe(map((query) => figureWindowSchema.catch(USUAL).parse(query.get('window')))),
    { initialValue: USUAL },
  );
  private readonly answer = inject(InsightsClient).figures(this.window, this.asked);

  /** What was known stays while it is asked for again, but not while another window is on its way. */
  readonly figures = linkedSignal<Figures | null, Figures | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (fresh, previous) => {
      const figures = fresh ?? previous?.value ?? null;
      return figures?.window === this.window() ? figures : null;
    },
  });
  readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined || this.figures() ? null : toApiFailure(error);
  });

  constructor() {
    const timer = setInterval(() => {
      this.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  async choose(window: FigureWindow): Promise<void> {
    const queryParams = { window: window === USUAL ? null : window };
    await this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }

  reload(): void {
    this.asked.update((count) => count + 1);
  }
}
