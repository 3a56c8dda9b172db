import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Configuration } from '../configuration/configuration';
import { dataSourceOptions } from './data-source';

/** Connects to PostgreSQL and runs the migrations that the database has not seen yet. */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Configuration],
      useFactory: (configuration: Configuration) => ({
        ...dataSourceOptions(configuration),
        // A database that is not there is said at once, not after half a minute.
        retryAttempts: 0,
      }),
    }),
  ],
})
export class DatabaseModule {}
