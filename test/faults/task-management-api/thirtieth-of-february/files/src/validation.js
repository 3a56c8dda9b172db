import { HttpError } from './errors.js';

const statuses = ['todo', 'doing', 'done'];

/** Each rule takes a value and gives `{ value }` or `{ problem }`. */
const taskRules = {
  title: (value) => {
    if (typeof value !== 'string' || value.trim() === '') return { problem: 'A title is needed.' };
    return value.trim().length > 200 ? { problem: 'At most 200 characters.' } : { value: value.trim() };
  },
  description: (value) => {
    if (value === null) return { value };
    if (typeof value !== 'string') return { problem: 'A text or null.' };
    return value.length > 2000 ? { problem: 'At most 2000 characters.' } : { value };
  },
  status: (value) => (statuses.includes(value) ? { value } : { problem: `One of ${statuses.join(', ')}.` }),
  dueDate: (value) =>
    value === null || isDay(value) ? { value } : { problem: 'A day that exists, as YYYY-MM-DD, or null.' },
};

const accountRules = {
  email: (value) => {
    const fits = typeof value === 'string' && value.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    return fits ? { value: value.toLowerCase() } : { problem: 'An address such as ada@example.org.' };
  },
  password: (value) => {
    const fits = typeof value === 'string' && value.length >= 8 && value.length <= 72;
    return fits ? { value } : { problem: 'A text of 8 to 72 characters.' };
  },
};

export function parseNewTask(body) {
  return { description: null, status: 'todo', dueDate: null, ...parse(body, taskRules, ['title']) };
}

export function parseTaskChanges(body) {
  return parse(body, taskRules, []);
}

export function parseAccount(body) {
  return parse(body, accountRules, ['email', 'password']);
}

/** The status to filter by, or null for all. */
export function parseStatusFilter(query) {
  if (query.status === undefined) return null;
  return parse({ status: query.status }, taskRules, []).status;
}

function parse(body, rules, required) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid({});
  const values = {};
  const problems = {};
  for (const name of new Set([...required, ...Object.keys(body)])) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : () => ({ problem: 'There is no such field.' });
    const { value, problem } = rule(body[name]);
    if (problem) problems[name] = problem;
    else values[name] = value;
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
  return values;
}

function invalid(fields) {
  return new HttpError(400, 'validation_failed', 'Some fields are not valid.', fields);
}

function isDay(value) {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  return !Number.isNaN(new Date(value).getTime());
}
