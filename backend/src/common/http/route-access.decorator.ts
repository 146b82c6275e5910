import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { Permission } from '@classy-book/contracts/permissions';
import { ApiBearerAuth } from '@nestjs/swagger';

/** The metadata key under which the permission guard finds what a route asks for. */
export const ROUTE_ACCESS = 'route-access';

/** What a route asks for: nothing, or a permission of a signed-in person. */
export type RouteAccess = { readonly public: true } | { readonly public: false; readonly permission: Permission };

/** Opens a route to everybody. The list of such routes is kept literally in a test. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(ROUTE_ACCESS, { public: true } satisfies RouteAccess);
}

/** Asks for a living session whose role carries `permission`. A route with neither decorator is refused. */
export function RequirePermission(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ROUTE_ACCESS, { public: false, permission } satisfies RouteAccess),
    ApiBearerAuth(),
  );
}

/** The metadata key under which the step-up guard finds the routes that ask for a fresh proof. */
export const STEP_UP = 'step-up';

/**
 * Asks for a session that proved lately who its person is (`STEP_UP_MINUTES`); any other is answered with
 * STEP_UP_REQUIRED, and an API key is refused.
 */
export function RequireStepUp(): MethodDecorator & ClassDecorator {
  return SetMetadata(STEP_UP, true);
}
