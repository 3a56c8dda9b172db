import * as z from 'zod';

/**
 * Ids are stored in learners' records for years: lower case letters, digits, dots and hyphens. Never change a released one.
 * In a file of its own, because nearly every room needs it and few need the shape of a whole roadmap.
 */
export const idSchema = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/);
