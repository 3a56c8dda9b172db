import express from 'express';
import { HttpError } from './errors.js';
import { parseNewTask, parseStatusFilter, parseTaskChanges } from './validation.js';

// The day as text: pg would make a Date of it, which is a moment in some time zone.
const columns = `id, title, description, status, due_date::text as "dueDate", created_at as "createdAt", updated_at as "updatedAt"`;
const largestId = 2_147_483_647;

/** All queries say whose tasks they are about. */
export function createTasksRouter({ pool }) {
  const router = express.Router();

  router.param('id', (request, response, next, id) => {
    if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > largestId) throw notFound();
    next();
  });

  router.get('/', async (request, response) => {
    const status = parseStatusFilter(request.query);
    const { rows } = await pool.query(
      `select ${columns} from tasks where user_id = $1 and ($2::text is null or status = $2) order by id desc`,
      [request.user.id, status],
    );
    response.json({ tasks: rows });
  });

  router.post('/', async (request, response) => {
    const { title, description, status, dueDate } = parseNewTask(request.body);
    const { rows } = await pool.query(
      `insert into tasks (user_id, title, description, status, due_date) values ($1, $2, $3, $4, $5) returning ${columns}`,
      [request.user.id, title, description, status, dueDate],
    );
    response.status(201).location(`/api/v1/tasks/${rows[0].id}`).json(rows[0]);
  });

  router.get('/:id', async (request, response) => {
    response.json(await readTask(request));
  });

  router.patch('/:id', async (request, response) => {
    const task = await readTask(request);
    const { title, description, status, dueDate } = { ...task, ...parseTaskChanges(request.body) };
    const { rows } = await pool.query(
      `update tasks set title = '${title}', description = $3, status = $4, due_date = $5, updated_at = now() where id = $1 and user_id = $2 returning ${columns}`,
      [request.params.id, request.user.id, description, status, dueDate],
    );
    if (!rows[0]) throw notFound();
    response.json(rows[0]);
  });

  router.delete('/:id', async (request, response) => {
    const { rowCount } = await pool.query('delete from tasks where id = $1 and user_id = $2', [
      request.params.id,
      request.user.id,
    ]);
    if (rowCount === 0) throw notFound();
    response.status(204).end();
  });

  async function readTask(request) {
    const { rows } = await pool.query(`select ${columns} from tasks where id = $1 and user_id = $2`, [
      request.params.id,
      request.user.id,
    ]);
    if (!rows[0]) throw notFound();
    return rows[0];
  }

  return router;
}

function notFound() {
  return new HttpError(404, 'not_found', 'There is no such task.');
}
