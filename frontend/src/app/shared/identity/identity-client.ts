import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type {
  AcceptInvitationRequest,
  EmailRequest,
  InvitationPreview,
  RegisterRequest,
  ResetPasswordRequest,
} from '@classy-book/contracts/account';
import { invitationPreviewSchema } from '@classy-book/contracts/account';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { ANONYMOUS, QUIET } from '../../core/services/http-context';

const preview = successOf(invitationPreviewSchema);

/** What a link in a mail can confirm, each with the route that takes its token. */
const linkRoutes = {
  verify: '/auth/email/verify',
  confirmEmail: '/auth/email/confirm',
  undoEmail: '/auth/email/undo',
  notMe: '/auth/disown',
} as const;
export type LinkPurpose = keyof typeof linkRoutes;

/**
 * The routes for people who are not signed in: accounts, links in mails, forgotten passwords. Their pages show failures
 * themselves.
 */
@Service()
export class IdentityClient {
  private readonly http = inject(HttpClient);

  async register(request: RegisterRequest): Promise<void> {
    await this.post('/auth/register', request);
  }

  async resendVerification(request: EmailRequest): Promise<void> {
    await this.post('/auth/email/resend', request);
  }

  /** Uses the link of a mail. */
  async follow(purpose: LinkPurpose, token: string): Promise<void> {
    await this.post(linkRoutes[purpose], { token });
  }

  async forgotPassword(request: EmailRequest): Promise<void> {
    await this.post('/auth/password/forgot', request);
  }

  async resetPassword(request: ResetPasswordRequest): Promise<void> {
    await this.post('/auth/password/reset', request);
  }

  async inspectInvitation(token: string): Promise<InvitationPreview> {
    return preview.parse(await this.post('/auth/invitations/inspect', { token })).data;
  }

  async acceptInvitation(request: AcceptInvitationRequest): Promise<void> {
    await this.post('/auth/invitations/accept', request);
  }

  private post(path: `/${string}`, body: object): Promise<unknown> {
    const context = new HttpContext().set(ANONYMOUS, true).set(QUIET, true);
    return firstValueFrom(this.http.post<unknown>(apiUrl(path), body, { context }));
  }
}
