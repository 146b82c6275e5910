import { HttpClient, HttpContext, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { type OwnCertificate, ownCertificateSchema } from '@classy-book/contracts/certificates';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of somebody's own certificates. */
@Service()
export class CertificatesClient {
  private readonly api = inject(AccountApi);
  private readonly http = inject(HttpClient);

  /** The newest first. Call it in an injection context. */
  list(): HttpResourceRef<OwnCertificate[] | undefined> {
    return this.api.resource('/certificates', z.array(ownCertificateSchema));
  }

  async pdf(id: string): Promise<Blob> {
    const options = { responseType: 'blob', context: new HttpContext().set(QUIET, true) } as const;
    return await firstValueFrom(this.http.get(apiUrl(`/certificates/${id}/pdf`), options));
  }
}
