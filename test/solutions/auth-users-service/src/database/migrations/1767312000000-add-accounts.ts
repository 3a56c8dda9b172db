import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddAccounts1767312000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table users
        add column password_hash text not null,
        add column role text not null default 'user' check (role in ('user', 'admin')),
        add constraint users_email_key unique (email)
    `);
    await queryRunner.query(`
      create table refresh_tokens (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null references users (id) on delete cascade,
        family_id uuid not null,
        hash text not null unique,
        expires_at timestamptz not null,
        used_at timestamptz,
        revoked_at timestamptz
      )
    `);
    await queryRunner.query('create index refresh_tokens_family_id on refresh_tokens (family_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table refresh_tokens');
    await queryRunner.query(
      'alter table users drop constraint users_email_key, drop column role, drop column password_hash',
    );
  }
}
