import { User } from '../users/user.entity';
import { CreateUsers1767225600000 } from './migrations/1767225600000-create-users';

/** Every class that stands for a table. */
export const entities = [User];

/** Every step that changes the tables. Add new steps; never edit one that has run somewhere. */
export const migrations = [CreateUsers1767225600000];
