import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccessPolicyService } from './access-policy.service.js';
import { PermissionGuard } from './permission.guard.js';
import { RoleRepository } from './role.repository.js';
import { ROLE_MODEL, roleDocumentSchema } from './role.schema.js';
import { RolesService } from './roles.service.js';
import { StepUpGuard } from './step-up.guard.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: ROLE_MODEL, schema: roleDocumentSchema }])],
  providers: [AccessPolicyService, PermissionGuard, RoleRepository, RolesService, StepUpGuard],
  exports: [AccessPolicyService, PermissionGuard, RolesService, StepUpGuard],
})
export class PermissionsModule {}
