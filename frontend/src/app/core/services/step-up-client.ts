import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import type { PasskeyOptions, StepUp, StepUpRequest, StepUpState } from '@classy-book/contracts/second-factor';
import {
  passkeyOptionsSchema,
  stepUpSchema,
  stepUpStateSchema,
  type StepUpPasskeyRequest,
} from '@classy-book/contracts/second-factor';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { QUIET } from './http-context';

const state = successOf(stepUpStateSchema);
const stepUp = successOf(stepUpSchema);
const options = successOf(passkeyOptionsSchema);

/** The routes that prove freshly that the signed-in person is there. Their failures are shown by the dialog. */
@Service()
export class StepUpClient {
  private readonly http = inject(HttpClient);

  /** The ways in which this person can prove it. */
  async state(): Promise<StepUpState> {
    return state.parse(await firstValueFrom(this.http.get<unknown>(apiUrl('/auth/step-up'), { context: quiet() })))
      .data;
  }

  async prove(request: StepUpRequest): Promise<StepUp> {
    return stepUp.parse(await this.post('/auth/step-up', request)).data;
  }

  async passkeyOptions(): Promise<PasskeyOptions> {
    return options.parse(await this.post('/auth/step-up/passkey/options', {})).data;
  }

  async provePasskey(request: StepUpPasskeyRequest): Promise<StepUp> {
    return stepUp.parse(await this.post('/auth/step-up/passkey/verify', request)).data;
  }

  private post(path: `/${string}`, body: object): Promise<unknown> {
    return firstValueFrom(this.http.post<unknown>(apiUrl(path), body, { context: quiet() }));
  }
}

function quiet(): HttpContext {
  return new HttpContext().set(QUIET, true);
}
