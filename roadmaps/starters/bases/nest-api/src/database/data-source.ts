import type { DataSourceOptions } from 'typeorm';
import type { Configuration } from '../configuration/configuration';
import { entities, migrations } from './schema';

/** How TypeORM reaches the database. Tables are made by migrations alone, which run when the service starts. */
export function dataSourceOptions(configuration: Configuration): DataSourceOptions {
  return {
    type: 'postgres',
    url: configuration.databaseUrl,
    entities,
    migrations,
    migrationsRun: true,
    synchronize: false,
  };
}
