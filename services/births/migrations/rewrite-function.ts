import type { QueryRunner } from 'typeorm';

/** Changes one place of a function and takes the rest of it as it stands, whatever earlier migrations made of it. */
export async function rewriteFunction(runner: QueryRunner, name: string, from: string, to: string): Promise<void> {
  const [{ definition }] = await runner.query(`SELECT pg_get_functiondef($1::regproc) AS definition`, [name]);
  if (definition.split(from).length !== 2) throw new Error(`${name} does not read as expected`);
  await runner.query(definition.replace(from, () => to));
}
