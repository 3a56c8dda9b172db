import { RefreshToken } from '../auth/refresh-token.entity';
import { User } from '../users/user.entity';
import { CreateUsers1767225600000 } from './migrations/1767225600000-create-users';
import { AddAccounts1767312000000 } from './migrations/1767312000000-add-accounts';

/** Every class that stands for a table. */
export const entities = [User, RefreshToken];

/** Every step that changes the tables. Add new steps; never edit one that has run somewhere. */
export const migrations = [CreateUsers1767225600000, AddAccounts1767312000000];
