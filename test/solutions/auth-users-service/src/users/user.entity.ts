import { Check, Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from './role';

/** Somebody who has an account. Never answered as it is: see UserView. */
@Entity('users')
@Check('users_role_check', `role in ('user', 'admin')`)
export class User {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** In lower case, so that the unique index sees two spellings of one address. */
  @Column('text', { unique: true })
  email: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('text', { default: 'user' })
  role: Role;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
