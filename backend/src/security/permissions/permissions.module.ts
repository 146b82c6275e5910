import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccessPolicyService } from './access-policy.service.js';
import { FreshProofService } from './fresh-proof.service.js';
import { PermissionGuard } from './permission.guard.js';
import { RoleRepository } from './role.repository.js';
import { ROLE_MODEL, roleDocumentSchema } from './role.schema.js';
import { RolesService } from './roles.service.js';
import { StepUpGuard } from './step-up.guard.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: ROLE_MODEL, schema: roleDocumentSchema }])],
  providers: [AccessPolicyService, FreshProofService, PermissionGuard, RoleRepository, RolesService, StepUpGuard],
  exports: [AccessPolicyService, FreshProofService, PermissionGuard, RolesService, StepUpGuard],
})
export class PermissionsModule {}
