import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the description of the API: for people at /docs, for programs at /docs-json. */
export function addDocumentation(app: INestApplication): void {
  const facts = new DocumentBuilder()
    .setTitle('Auth + Users Service')
    .setDescription('Accounts, tokens and roles.')
    .setVersion('1.0')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, facts));
}
