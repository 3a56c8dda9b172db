import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../configuration/configuration';
import { UsersService } from './users.service';

/** Makes the first admin when the service starts. Somebody who has the address already is left alone. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdmin.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly users: UsersService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const admin = this.configuration.firstAdmin;
    if (admin === undefined || (await this.users.findByEmail(admin.email)) !== null) return;
    await this.users.create({ ...admin, name: 'Admin', role: 'admin' });
    this.logger.log(`Created the first admin, ${admin.email}.`);
  }
}
