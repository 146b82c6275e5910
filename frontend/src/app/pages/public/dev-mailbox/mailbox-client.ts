import { HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import { devMailSchema, type DevMail } from '@classy-book/contracts/account';
import { successOf } from '@classy-book/contracts/envelope';
import { apiUrl } from '../../../core/services/api';
import { ANONYMOUS, QUIET } from '../../../core/services/http-context';

const mails = successOf(devMailSchema.array());

/** The mails that a local start would have sent. */
@Service()
export class MailboxClient {
  /** Call it in an injection context: the request lives as long as that. */
  mails(): HttpResourceRef<DevMail[] | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/dev/mailbox'), context: new HttpContext().set(ANONYMOUS, true).set(QUIET, true) }),
      { parse: (raw) => mails.parse(raw).data },
    );
  }
}
