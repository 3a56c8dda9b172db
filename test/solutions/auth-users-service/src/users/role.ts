export const roles = ['user', 'admin'] as const;

/** What somebody may do. */
export type Role = (typeof roles)[number];
