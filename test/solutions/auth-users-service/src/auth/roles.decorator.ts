import { SetMetadata } from '@nestjs/common';
import type { Role } from '../users/role';

export const rolesKey = 'roles';

/** Opens a route to these roles alone. */
export const Roles = (...roles: Role[]) => SetMetadata(rolesKey, roles);
