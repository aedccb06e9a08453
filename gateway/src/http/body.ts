import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import * as refusals from '../answers/refusals.js';

export const BODY_LIMIT = 1024 * 1024;
/** How much is still read, and thrown away, so that a client hears why; beyond it the connection is cut. */
const DRAIN_LIMIT = 8 * BODY_LIMIT;

/** Reads a JSON body. Throws a refusal when it is not JSON in UTF-8 of at most {@link BODY_LIMIT} bytes. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { headers } = request;
  if (!isJson(headers['content-type']) || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    request.resume();
    throw refusals.wrongContentType();
  }
  const body = await readBytes(request);
  if (!isUtf8(body)) throw refusals.bodyNotJson();
  try {
    return JSON.parse(body.toString());
  } catch {
    throw refusals.bodyNotJson();
  }
}

// Without asking first, a page of another site can send a form or text/plain, but never application/json.
function isJson(contentType: string | undefined): boolean {
  return (
    contentType === 'application/json' ||
    /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType?.trim() ?? '')
  );
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      else if (size > DRAIN_LIMIT) request.destroy();
      else chunks.length = 0;
    });
    const gone = () => reject(new ClientGone('the client closed the connection'));
    request.on('error', gone);
    request.on('close', gone);
    request.on('end', () => {
      request.off('close', gone);
      if (size > BODY_LIMIT) reject(refusals.tooLarge({}, { limit: BODY_LIMIT }));
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
  });
}

/** The client went away before it had sent its request; there is nobody to answer. */
export class ClientGone extends Error {}
