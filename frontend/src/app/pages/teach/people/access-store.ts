import { Service, inject, signal } from '@angular/core';
import type { CourseCode, CourseInvitation, CreateCodeRequest } from '@classy-book/contracts/enrolments';
import { AccountActions } from '../../../shared/account/account-actions';
import { copyText } from '../../../shared/components/enrolment/copy-text';
import { Texts } from '../../../shared/texts/texts';
import { AccessClient } from './access-client';
import { CodeDialog } from './parts/code-dialog';
import { InvitePeopleDialog, type Invited } from './parts/invite-people-dialog';
import { ResultsDialog, type AddressResult } from './parts/results-dialog';
import { PeopleClient } from './people-client';
import { PeopleStore } from './people-store';

/** What lets people into a course: invitations, codes, and enrolling those who have an account. Provided by the page. */
@Service({ autoProvided: false })
export class AccessStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(AccessClient);
  private readonly people = inject(PeopleStore);
  private readonly peopleClient = inject(PeopleClient);
  private readonly texts = inject(Texts);
  private readonly working = signal(false);

  readonly busy = this.working.asReadonly();
  readonly codes = this.client.codes(this.people.course);
  readonly invitations = this.client.invitations(this.people.course);

  /** Asks for addresses, invites or enrols them, and tells what became of each that needs a look. */
  async invite(emails: readonly string[] = []): Promise<void> {
    const course = this.people.course();
    if (course === null || this.working()) return;
    const asked = await this.actions.ask<Invited>(InvitePeopleDialog, { emails }, '560px');
    if (asked === undefined) return;
    const outcome = await this.work(async (): Promise<readonly AddressResult[]> => {
      if (asked.how === 'enrol') return await this.peopleClient.enrol(course, asked.emails);
      return await this.client.invite(course, { emails: [...asked.emails], message: asked.message });
    });
    if (outcome === null) return;
    this.invitations.reload();
    this.people.reload();
    await this.actions.ask(ResultsDialog, outcome, '560px');
  }

  async withdraw({ id, email }: CourseInvitation): Promise<void> {
    const course = this.people.course();
    if (course === null) return;
    const sure = await this.actions.confirm({
      heading: this.texts.of('people.invitations.withdrawHeading', { email }),
      points: [this.texts.of('people.invitations.withdrawEffect')],
      confirm: this.texts.of('people.invitations.withdraw'),
      danger: true,
    });
    if (!sure || (await this.work(() => this.client.withdraw(course, id))) === null) return;
    this.actions.tell('people.invitations.withdrawn');
    this.invitations.reload();
  }

  async makeCode(): Promise<void> {
    const course = this.people.course();
    if (course === null || this.working()) return;
    const request = await this.actions.ask<CreateCodeRequest>(CodeDialog, null);
    if (request === undefined) return;
    const made = await this.work(() => this.client.createCode(course, request));
    if (made === null) return;
    this.actions.tell('people.codes.made', { code: made.code });
    this.codes.reload();
  }

  async endCode({ id, code }: CourseCode): Promise<void> {
    const course = this.people.course();
    if (course === null) return;
    const sure = await this.actions.confirm({
      heading: this.texts.of('people.codes.endHeading', { code }),
      points: [this.texts.of('people.codes.endEffect')],
      confirm: this.texts.of('people.codes.end'),
      danger: true,
    });
    if (!sure || (await this.work(() => this.client.endCode(course, id))) === null) return;
    this.actions.tell('people.codes.ended');
    this.codes.reload();
  }

  /** Copies the address where somebody joins with a code. */
  async copy({ code }: CourseCode): Promise<void> {
    const copied = await copyText(`${location.origin}/join/${code}`);
    if (copied) this.actions.tell('people.codes.copied');
  }

  /** The answer, `undefined` included; null where it was refused, which was told. */
  private async work<T>(call: () => Promise<T>): Promise<T | null> {
    this.working.set(true);
    const outcome = await this.actions.attempt(call);
    this.working.set(false);
    return outcome.ok ? outcome.value : null;
  }
}
