import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { joinPreviewSchema, joinedSchema, type Joined, type JoinPreview } from '@classy-book/contracts/enrolments';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const preview = successOf(joinPreviewSchema);
const joined = successOf(joinedSchema);

const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of who follows an invitation or types a code. */
@Service()
export class JoinClient {
  private readonly http = inject(HttpClient);

  /** What a code or an invitation opens; uses nothing up. */
  async look(reference: string): Promise<JoinPreview> {
    const url = apiUrl(`/join/${encodeURIComponent(reference)}`);
    return preview.parse(await firstValueFrom(this.http.get(url, { context: quiet() }))).data;
  }

  async join(reference: string): Promise<Joined> {
    return joined.parse(await firstValueFrom(this.http.post(apiUrl('/join'), { reference }, { context: quiet() })))
      .data;
  }
}
