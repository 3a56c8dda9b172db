/** The database part is plain JavaScript that learners read; the check kit uses the same file. */
declare module '*/database/embedded.js' {
  export function startEmbeddedPostgres(options: {
    readonly projectFolder: string;
    readonly folder: string;
    readonly port: number;
    readonly settings?: readonly string[];
  }): Promise<{ readonly url: (database: string) => string; readonly stop: () => Promise<void> }>;
}
