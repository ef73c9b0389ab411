// publisher.mjs - the file in which whoever hosts the site says who they are and how it shall look, checked before it is built in.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { make_skin, read_wish, why_refused } from '../skin.js';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * @param {string} path of a file as assets/schema/publisher.schema.json has it
 * @returns {{data: object, faults: string[]}} the data without what only editors need, and all that is wrong with it
 */
export function readPublisher(path) {
  const { $schema, ...data } = read(path);
  const fits = new Ajv2020({ allErrors: true, strict: false }).compile(read('assets/schema/publisher.schema.json'));
  const faults = fits({ ...data }) ? [] : fits.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  const { countries } = read('assets/pack/emergency-numbers.json');
  if (data.country && !countries.some(({ id }) => id === data.country)) {
    faults.push(`/country is none of ${countries.map(({ id }) => id).join(', ')}`);
  }
  if (!faults.length && data.theme) {
    const { refused } = make_skin(read_wish((name) => data.theme[name]), read('assets/theme.json').themes);
    if (refused) faults.push(`/theme ${why_refused(refused)}`);
  }
  return { data, faults };
}

/** As the value of an attribute in index.html. @param {object} data */
export const asAttribute = (data) => (Object.keys(data).length
  ? JSON.stringify(data).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;') : '');
