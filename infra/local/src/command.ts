/** Runs a command of the local system: one clear sentence and exit code 1 when it fails, the usage for `--help` and a wrong option. */
export async function runCommand(usage: string, work: (args: readonly string[]) => Promise<void>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return;
  }
  try {
    await work(args);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const misspelt = code?.startsWith('ERR_PARSE_ARGS');
    console.error(misspelt ? `${message.split('. ')[0]}\nUsage: ${usage}` : message);
    process.exitCode = 1;
  }
}
