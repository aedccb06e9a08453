import { randomUUID } from 'node:crypto';

/** A UUID of version 7: new rows land at the end of the primary key instead of all over it. */
export function deadlineId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
