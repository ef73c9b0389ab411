// statement.mjs - the accessibility statement as a page of its own, from assets/access: claims, the results of the tests that
// hold them, and what nobody has tested yet. Plain HTML: no script, the site's own styles.
import { existsSync, readFileSync } from 'node:fs';

const escape = (text) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]);

/**
 * What the tests of a claim found; undefined when one of them has no result, or a failure.
 * @param {{tests: string[]}} claim
 * @param {Record<string, {passed: number, failed: number, date: string}>} results
 */
export function found(claim, results) {
  const each = claim.tests.map((test) => results[test]);
  if (each.some((result) => !result || result.failed || !result.passed)) return undefined;
  return { passed: each.reduce((sum, { passed }) => sum + passed, 0), date: each.map(({ date }) => date).sort()[0] };
}

/**
 * @param {object} with_names
 * @param {string} with_names.styles address of the style sheet
 * @param {string} with_names.policy content security policy
 * @param {string} [with_names.folder] assets/access
 */
export function statement({ styles, policy, folder = 'assets/access' }) {
  const words = JSON.parse(readFileSync(`${folder}/statement.json`, 'utf8'));
  const results = existsSync(`${folder}/results.json`) ? JSON.parse(readFileSync(`${folder}/results.json`, 'utf8')) : {};
  const claims = words.claims.map((claim) => {
    const result = found(claim, results);
    const line = result ? words.tested_line.replace('{passed}', result.passed).replace('{date}', result.date) : words.untested_line;
    return `<li>${escape(claim.says)} <span class="help">${escape(line)}</span></li>`;
  });
  const rows = words.open.map(({ what, done, found: said }) =>
    `<tr><th scope="row">${escape(what)}</th><td>${escape(done || words.open_empty)}</td><td>${escape(said || words.open_empty)}</td></tr>`);
  return `<!DOCTYPE html>
<html lang="en" dir="ltr" data-view="page">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(words.title)}</title>
  <meta name="description" content="${escape(words.lead)}">
  <link rel="stylesheet" href="${styles}">
</head>
<body>
  <div id="nl-app">
  <main id="nl-main">
    <h1>${escape(words.title)}</h1>
    <p>${escape(words.lead)}</p>
    <h2>${escape(words.tested_title)}</h2>
    <ul>
      ${claims.join('\n      ')}
    </ul>
    <h2>${escape(words.open_title)}</h2>
    <p>${escape(words.open_lead)}</p>
    <table>
      <thead><tr>${words.open_columns.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}</tr></thead>
      <tbody>
      ${rows.join('\n      ')}
      </tbody>
    </table>
    <p><a href="./">${escape(words.back)}</a></p>
  </main>
  </div>
</body>
</html>
`;
}
