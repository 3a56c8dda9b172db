import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { Configuration } from './configuration/configuration';
import { addDocumentation } from './documentation';

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { abortOnError: false });
  // On Ctrl+C or SIGTERM, requests under way are answered and the database connections are closed.
  app.enableShutdownHooks();
  addDocumentation(app);

  const { host, port } = app.get(Configuration);
  await app.listen(port, host);
  new Logger('main').log(`Listening on http://${host}:${port}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
