import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { CertificateSweeperService } from './certificate-sweeper.service.js';

/** What makes a certificate due: a completion, and a grade that a teacher gave afterwards. */
@Injectable()
export class CertificateCausesService implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly enrolments: EnrolmentsPort,
    private readonly sweeper: CertificateSweeperService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.observe('enrolment.changed', ({ change }) => {
      if (change === 'completed') this.sweeper.wake();
    });
    this.events.observe('grade.changed', async ({ courseId, userId }) => {
      const enrolment = await this.enrolments.find(courseId, userId);
      if (enrolment?.completedAt == null) return;
      await this.enrolments.lookForCertificate(enrolment.id, this.clock.now());
      this.sweeper.wake();
    });
  }
}
