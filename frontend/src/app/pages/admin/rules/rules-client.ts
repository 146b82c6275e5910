import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  detectionRuleSchema,
  type DetectionRule,
  type DryRunLine,
  type DryRunRequestInput,
  type RuleId,
  type UpdateRuleRequestInput,
} from '@classy-book/contracts/detection';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom, type Observable } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import { dryRunLines } from './dry-run-lines';

const rules = successOf(z.array(detectionRuleSchema));
const rule = successOf(detectionRuleSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the detection rules. */
@Service()
export class RulesClient {
  private readonly http = inject(HttpClient);

  all(): HttpResourceRef<readonly DetectionRule[] | undefined> {
    return httpResource(() => ({ url: apiUrl('/monitoring/rules'), context: quiet() }), {
      parse: (raw) => rules.parse(raw).data,
    });
  }

  /** 409 CONFLICT where somebody else was faster, STEP_UP_REQUIRED where a fresh proof is wanted. */
  async update(id: RuleId, request: UpdateRuleRequestInput): Promise<DetectionRule> {
    const call = this.http.put(apiUrl(`/monitoring/rules/${id}`), request, { context: quiet() });
    return rule.parse(await firstValueFrom(call)).data;
  }

  /** The lines of the answer as they come in. To unsubscribe breaks it off. */
  dryRun(id: RuleId, request: DryRunRequestInput): Observable<DryRunLine> {
    return this.http
      .post(apiUrl(`/monitoring/rules/${id}/dry-run`), request, {
        responseType: 'text',
        observe: 'events',
        reportDownloadProgress: true,
        context: quiet(),
      })
      .pipe(dryRunLines());
  }
}
