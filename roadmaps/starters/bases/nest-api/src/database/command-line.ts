import { DataSource } from 'typeorm';
import { Configuration } from '../configuration/configuration';
import { dataSourceOptions } from './data-source';

/** For TypeORM's own commands, such as `npm run typeorm -- migration:show`. The service does not use it. */
export const dataSource = new DataSource(dataSourceOptions(new Configuration()));
