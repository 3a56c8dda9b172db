import { Global, Module } from '@nestjs/common';
import { Configuration } from './configuration';

/** Lets every class ask for `Configuration` in its constructor. */
@Global()
@Module({ providers: [Configuration], exports: [Configuration] })
export class ConfigurationModule {}
