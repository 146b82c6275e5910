import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AdminManagementModule } from '../../security/admin-management/admin-management.module.js';
import { ApiKeysModule } from '../../security/api-keys/api-keys.module.js';
import { BlockedAddressesModule } from '../../security/blocked-addresses/blocked-addresses.module.js';
import { SessionsModule } from '../../security/sessions/sessions.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { AssigneesService } from './assignees.service.js';
import { ContainedEntitiesService } from './contained-entities.service.js';
import { ContainmentActionsService } from './containment-actions.service.js';
import { ContainmentFactsService } from './containment-facts.service.js';
import { ContainmentPlanService } from './containment-plan.service.js';
import { ContainmentRecordService } from './containment-record.service.js';
import { ContainmentService } from './containment.service.js';
import { FindingsIntakeService } from './findings-intake.service.js';
import { FindingsPort } from './findings.port.js';
import { IncidentAnnouncementsService } from './incident-announcements.service.js';
import { IncidentChangesService } from './incident-changes.service.js';
import { IncidentEntryRepository } from './incident-entry.repository.js';
import { INCIDENT_ENTRY_MODEL, incidentEntrySchema } from './incident-entry.schema.js';
import { IncidentExportService } from './incident-export.service.js';
import { IncidentFiguresService } from './incident-figures.service.js';
import { IncidentHandlingController } from './incident-handling.controller.js';
import { IncidentIntakeRepository } from './incident-intake.repository.js';
import { IncidentReportsService } from './incident-reports.service.js';
import { IncidentRepository } from './incident.repository.js';
import { INCIDENT_COUNTER_MODEL, INCIDENT_MODEL, incidentCounterSchema, incidentSchema } from './incident.schema.js';
import { IncidentStoryService } from './incident-story.service.js';
import { IncidentTimelineService } from './incident-timeline.service.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsService } from './incidents.service.js';
import { SharedNetworksRepository } from './shared-networks.repository.js';

/** Incidents: made of what the rules find, handled and contained by people. */
@Module({
  imports: [
    AdminManagementModule,
    ApiKeysModule,
    BlockedAddressesModule,
    SessionsModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: INCIDENT_MODEL, schema: incidentSchema },
      { name: INCIDENT_ENTRY_MODEL, schema: incidentEntrySchema },
      { name: INCIDENT_COUNTER_MODEL, schema: incidentCounterSchema },
    ]),
  ],
  controllers: [IncidentsController, IncidentHandlingController],
  providers: [
    AssigneesService,
    ContainedEntitiesService,
    ContainmentActionsService,
    ContainmentFactsService,
    ContainmentPlanService,
    ContainmentRecordService,
    ContainmentService,
    IncidentAnnouncementsService,
    IncidentChangesService,
    IncidentEntryRepository,
    IncidentExportService,
    IncidentFiguresService,
    IncidentIntakeRepository,
    IncidentReportsService,
    IncidentRepository,
    IncidentStoryService,
    IncidentTimelineService,
    IncidentsService,
    SharedNetworksRepository,
    { provide: FindingsPort, useClass: FindingsIntakeService },
  ],
  exports: [FindingsPort, IncidentsService],
})
export class IncidentsModule {}
