// `npm run db`: keeps the database running by itself, so that you can look into it with psql or an editor's extension
// while the application starts and stops. The application finds it by itself.

import { openDatabase } from './open.js';

const database = await openDatabase();
console.log(`The database is at\n\n  ${database.url}\n`);

if (database.startedHere) {
  console.log('Press Ctrl+C to stop it.');
  // A timer keeps this process alive until somebody ends it.
  const alive = setInterval(() => {}, 60_000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      clearInterval(alive);
      await database.stop();
    });
  }
} else {
  console.log('It was running already, and stops with whoever started it.');
}
