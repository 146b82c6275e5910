import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, NO_ORIGIN } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { CertificateChanged } from '../../common/events/learning-events.js';
import { PersonalNewsPort } from '../../messaging/notifications/personal-news.port.js';
import { statusOf } from './certificate.mapper.js';
import { CertificateRepository } from './certificate.repository.js';
import type { CertificateDocument } from './certificate.schema.js';

/** By its own rules. */
export const BY_RULE: Acting = { actor: { kind: 'system' }, origin: NO_ORIGIN };

/** Tells of certificates: the audit log, and whoever got one. */
@Injectable()
export class CertificateNewsService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly events: EventBus,
    private readonly news: PersonalNewsPort,
    private readonly clock: Clock,
  ) {}

  /** Once it is on record that it was told of, nobody tells of it again. */
  async issued(certificate: CertificateDocument, acting: Acting): Promise<void> {
    await this.publish('issued', certificate, acting, { before: null });
    const { _id, userId, course } = certificate;
    const mark = `certificate:${_id.toHexString()}`;
    this.news.tell({ kind: 'certificate_issued', mark, userIds: [userId], facts: { course }, link: '/certificates' });
    await this.certificates.noteTold(_id);
  }

  async changed(
    change: 'revoked' | 'reinstated',
    certificate: CertificateDocument,
    reason: string,
    acting: Acting,
  ): Promise<void> {
    const before = { status: change === 'revoked' ? 'valid' : 'revoked' };
    await this.publish(change, certificate, acting, { before, facts: { reason } });
  }

  private async publish(
    change: CertificateChanged['change'],
    certificate: CertificateDocument,
    { actor, origin }: Acting,
    more: Pick<CertificateChanged, 'before' | 'facts'>,
  ): Promise<void> {
    const { _id, courseId, course, userId, email } = certificate;
    const after = { status: statusOf(certificate, this.clock.now()) };
    const about = { certificateId: _id.toHexString(), courseId, course, userId, email };
    await this.events.publish('certificate.changed', { change, ...about, ...more, after, actor, origin });
  }
}
