// @ts-check
// Loaded into the VS Code server beside its own code: when the script that started the server goes away, however it
// went, its end of the pipe closes and the server's whole process group ends with it. Nothing is left behind.
if (process.argv[1]?.endsWith('server-main.js')) {
  const end = () => {
    if (process.platform === 'win32') process.exit(0);
    process.kill(-process.pid, 'SIGKILL');
  };
  process.stdin.on('end', end).on('error', end).resume();
}
