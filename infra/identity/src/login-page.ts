import { DEMO_PEOPLE } from './demo-people.js';

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string) => text.replace(/[&<>"']/g, (character) => HTML[character]!);

/** The page on which somebody at this machine chooses whom to be. Works without scripts and from any browser. */
export function loginPage(uid: string, refusal?: string): string {
  const people = DEMO_PEOPLE.map(({ id, name, role, territory }, i) => {
    const place = territory ? `, ${territory}` : '';
    return `<label><input type="radio" name="person" value="${id}"${i === 0 ? ' checked' : ''}> ${safe(name)} <small>${role}${place}</small></label>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kamkor: log in</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem }
  label { display: block } small { opacity: .75 } [role=alert] { color: #b00020 } button { margin-top: 1rem; font: inherit }
</style>
<h1>Log in to the local Kamkor</h1>
<p>These people exist on this machine only, so they need no password.</p>
${refusal ? `<p role="alert">${safe(refusal)}</p>` : ''}
<form method="post" action="/interaction/${safe(uid)}">
<fieldset><legend>Who are you?</legend>
${people.join('\n')}
</fieldset>
<label>Only in the territory (optional) <input name="territory" placeholder="KG-C-03" pattern="[A-Z0-9-]+"></label>
<button>Log in</button>
</form>
</html>`;
}
