import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number in the name is a time in milliseconds; TypeORM runs the steps in its order. */
export class CreateUsers1767225600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table users (
        id uuid primary key default gen_random_uuid(),
        email text not null,
        name text not null,
        created_at timestamptz not null default now()
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table users');
  }
}
