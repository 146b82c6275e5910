import { HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import { type VerifiedCertificate, verifiedCertificateSchema } from '@classy-book/contracts/certificates';
import { successOf } from '@classy-book/contracts/envelope';
import { apiUrl } from '../../../core/services/api';
import { ANONYMOUS, QUIET } from '../../../core/services/http-context';

const answer = successOf(verifiedCertificateSchema);

/** The call that looks a certificate up. */
@Service()
export class VerifyClient {
  /** The certificate with a code; nothing is asked for while it is empty. Call it in an injection context. */
  certificate(code: () => string): HttpResourceRef<VerifiedCertificate | undefined> {
    return httpResource(
      () => {
        if (code() === '') return undefined;
        const context = new HttpContext().set(QUIET, true).set(ANONYMOUS, true);
        return { url: apiUrl(`/verify/${encodeURIComponent(code())}`), context };
      },
      { parse: (raw) => answer.parse(raw).data },
    );
  }
}
