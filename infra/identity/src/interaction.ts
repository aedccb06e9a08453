import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { RESOURCE } from './clients.js';
import { DEMO_PEOPLE } from './demo-people.js';
import { loginPage } from './login-page.js';
import type { Narrowings } from './provider.js';
import { claimsOf, NotAllowedThere } from './workplace.js';

const MOST_BYTES = 4_096;

/** Shows the log-in page, or takes what was chosen on it and goes on with the flow. */
export async function interact(
  provider: Provider,
  narrowings: Narrowings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') return page(response, 200, loginPage(uid));
  const form = new URLSearchParams(await bodyOf(request));
  const asked = (name: string) => form.get(name) || (params[name] as string | undefined) || undefined;
  const person = DEMO_PEOPLE.find(({ id }) => id === form.get('person'));
  if (!person) return page(response, 422, loginPage(uid, 'Choose one of these people.'));
  const narrowing = { territory: asked('territory'), facility: asked('facility') };
  try {
    claimsOf(person, narrowing);
  } catch (error) {
    if (error instanceof NotAllowedThere) return page(response, 422, loginPage(uid, error.message));
    throw error;
  }
  // Front ends of the ministry itself: whoever logs in agrees to nothing that would have to be asked.
  const grant = new provider.Grant({ accountId: person.id, clientId: String(params.client_id) });
  grant.addOIDCScope('openid kamkor');
  grant.addResourceScope(RESOURCE, 'kamkor');
  const grantId = await grant.save();
  narrowings.set(grantId, narrowing);
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: person.id, remember: false }, consent: { grantId } },
    { mergeWithLastSubmission: false },
  );
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MOST_BYTES) throw new Error('form too large');
  }
  return body;
}
