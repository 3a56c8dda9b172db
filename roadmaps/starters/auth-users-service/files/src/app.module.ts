import { Module } from '@nestjs/common';
import { ConfigurationModule } from './configuration/configuration.module';
import { DatabaseModule } from './database/database.module';
import { HealthModule } from './health/health.module';
import { UsersModule } from './users/users.module';

@Module({ imports: [ConfigurationModule, DatabaseModule, HealthModule, UsersModule] })
export class AppModule {}
