import { migrateQueue } from '@kamkor/queue';

const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is missing: postgres://… of the queue database's owner");
await migrateQueue(url);
