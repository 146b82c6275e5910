import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { roleKeySchema } from '@classy-book/contracts/permissions';
import {
  type CreateRoleRequest,
  createRoleRequestSchema,
  type RoleView,
  roleViewSchema,
  type UpdateRoleRequest,
  updateRoleRequestSchema,
} from '@classy-book/contracts/users';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { RoleAdministrationService } from './role-administration.service.js';

/** The roles, built-in and custom. */
@ApiTags('Roles')
@Controller('admin/roles')
export class RolesController {
  constructor(private readonly roles: RoleAdministrationService) {}

  @Get()
  @RequirePermission('users:read')
  @ApiAnswer(200, 'All roles: the built-in ones first, then the others by their keys.', z.array(roleViewSchema))
  async list(@CurrentCaller() caller: Caller): Promise<RoleView[]> {
    return await this.roles.list(caller);
  }

  @Post()
  @RequirePermission('roles:manage')
  @RequireStepUp()
  @ApiAnswer(201, 'The new role.', roleViewSchema)
  @ApiFailures('VALIDATION_FAILED', 'CONFLICT', 'FORBIDDEN', 'LIMIT_REACHED', 'STEP_UP_REQUIRED')
  async create(
    @Body({ schema: createRoleRequestSchema }) request: CreateRoleRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<RoleView> {
    return await this.roles.create(request, caller);
  }

  @Put(':key')
  @RequirePermission('roles:manage')
  @RequireStepUp()
  @ApiAnswer(200, 'The role as it is now; its people have it so with their next request.', roleViewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN', 'STEP_UP_REQUIRED')
  async update(
    @Param('key', { schema: roleKeySchema }) key: string,
    @Body({ schema: updateRoleRequestSchema }) request: UpdateRoleRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<RoleView> {
    return await this.roles.update(key, request, caller);
  }

  @Delete(':key')
  @HttpCode(200)
  @RequirePermission('roles:manage')
  @RequireStepUp()
  @ApiAnswer(200, 'Deleted.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN', 'ROLE_IN_USE', 'STEP_UP_REQUIRED')
  async remove(@Param('key', { schema: roleKeySchema }) key: string, @CurrentCaller() caller: Caller): Promise<null> {
    await this.roles.remove(key, caller);
    return null;
  }
}
