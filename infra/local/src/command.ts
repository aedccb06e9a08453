/** Runs a command of the local system: one clear sentence and exit code 1 when it fails, the usage for `--help`. */
export async function runCommand(usage: string, work: (args: readonly string[]) => Promise<void>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return;
  }
  try {
    await work(args);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
