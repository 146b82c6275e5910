import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PermissionsModule } from '../../security/permissions/permissions.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { AuditFollowModule } from '../audit/audit-follow.module.js';
import { AuditRangeModule } from '../audit/audit-range.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { DetectionEngineService } from './detection-engine.service.js';
import { DetectionRuleRepository } from './detection-rule.repository.js';
import { DETECTION_RULE_MODEL, detectionRuleSchema } from './detection-rule.schema.js';
import { DetectionStateRepository } from './detection-state.repository.js';
import { DETECTION_STATE_MODEL, detectionStateSchema } from './detection-state.schema.js';
import { DetectorsService } from './detectors.service.js';
import { DryRunService } from './dry-run.service.js';
import { FindingsDeliveryService } from './findings-delivery.service.js';
import { KnowledgeService } from './knowledge.service.js';
import { RuleSettingsService } from './rule-settings.service.js';
import { RulesController } from './rules.controller.js';
import { RulesService } from './rules.service.js';

/** The detection rules: they read the audit log on and on, and what they find becomes incidents. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: DETECTION_STATE_MODEL, schema: detectionStateSchema },
      { name: DETECTION_RULE_MODEL, schema: detectionRuleSchema },
    ]),
    AttemptsModule,
    AuditFollowModule,
    AuditRangeModule,
    IncidentsModule,
    PermissionsModule,
    UsersModule,
  ],
  controllers: [RulesController],
  providers: [
    DetectionStateRepository,
    DetectionRuleRepository,
    RuleSettingsService,
    RulesService,
    KnowledgeService,
    DetectorsService,
    DryRunService,
    FindingsDeliveryService,
    DetectionEngineService,
  ],
  exports: [DetectionEngineService],
})
export class DetectionModule {}
