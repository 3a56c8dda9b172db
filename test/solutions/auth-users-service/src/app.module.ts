import { Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module';
import { ConfigurationModule } from './configuration/configuration.module';
import { DatabaseModule } from './database/database.module';
import { ErrorsModule } from './errors/errors.module';
import { HealthModule } from './health/health.module';
import { UsersModule } from './users/users.module';

@Module({ imports: [ConfigurationModule, DatabaseModule, ErrorsModule, HealthModule, UsersModule, AuthModule] })
export class AppModule {}
