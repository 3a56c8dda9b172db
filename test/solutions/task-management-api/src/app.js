import express from 'express';
import { authenticate, createAuthRouter } from './auth.js';
import { handleError, HttpError } from './errors.js';
import { createTasksRouter } from './tasks.js';

/** The whole application, without a port: server.js gives it one. `pool` is a pg.Pool. */
export function createApp({ pool }) {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json());

  // For the people and programs who run this: is it up, and does it reach its database?
  app.get('/health', async (request, response) => {
    try {
      await pool.query('select 1');
      response.json({ status: 'ok', database: 'ok' });
    } catch {
      response.status(503).json({ status: 'unavailable', database: 'unreachable' });
    }
  });

  app.use('/api/v1/auth', createAuthRouter({ pool }));
  app.get('/api/v1/me', authenticate({ pool }), (request, response) => {
    response.json(request.user);
  });
  app.use('/api/v1/tasks', authenticate({ pool }), createTasksRouter({ pool }));

  app.use(() => {
    throw new HttpError(404, 'not_found', 'There is nothing here.');
  });
  app.use(handleError);
  return app;
}
