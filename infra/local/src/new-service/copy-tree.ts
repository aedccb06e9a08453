import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What a copy shares with its tree: packages as they were fetched, which nothing of ours writes to. */
const SHARED = ['node_modules', '.toolchain/node_modules'];
const LEFT_OUT = /^(\.git|\.toolchain|\.kamkor.*|node_modules|\.swc)$/;
/** Suites that a test run wrote for itself. */
const NOT_COPIED = /[\\/]test[\\/]\.groups$/;

/**
 * A copy of the tree as it stands, uncommitted changes and what is built included, in which everything can be built and
 * tested: its packages know each other by relative links.
 */
export async function copyTree(from: string, to: string, signal?: AbortSignal): Promise<void> {
  await mkdir(join(to, '.toolchain'), { recursive: true });
  for (const shared of SHARED) await symlink(join(from, shared), join(to, shared));
  for (const name of (await readdir(from)).filter((one) => !LEFT_OUT.test(one))) {
    signal?.throwIfAborted();
    await cp(join(from, name), join(to, name), {
      recursive: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
      filter: (source) => !NOT_COPIED.test(source),
    });
  }
}
