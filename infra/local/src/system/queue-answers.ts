import { connect } from 'node:net';

const PATIENCE_MS = 1_000;

/** Whether somebody listens where the queue is to be. Without it everything starts all the same, and its silence puzzles. */
export function queueAnswers(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol.startsWith('redis') ? 6379 : 5432;
  return new Promise((resolve) => {
    const socket = connect(Number(port || usual), hostname.replace(/^\[|\]$/g, ''), () => finish(true));
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.once('error', () => finish(false));
  });
}
