import express from 'express';

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

  // Your routes go here. A file for each kind of thing keeps them easy to find:
  //   app.use('/api/v1/auth', createAuthRouter({ pool }));
  //   app.use('/api/v1/tasks', createTasksRouter({ pool }));

  // What no route took, and what any of them threw, arrives below the routes.
  // Express 5 brings errors of async functions here by itself. For now its own handlers answer, with HTML.

  return app;
}
