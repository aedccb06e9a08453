export default async function stop() {
  await globalThis.kamkorTestPostgres?.stop();
}
