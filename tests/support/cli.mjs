// cli.mjs - the command line tool, as built for this machine, as WebAssembly and as plain JavaScript in Node. All must print the
// same bytes.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The builds: how each is started, and how to make it when it is missing. */
export const builds = {
  native: { command: [`${ROOT}build/native/nightlegs`], cure: './run --build' },
  wasm: { command: [process.execPath, `${ROOT}build/web/nightlegs_node.cjs`], cure: 'cmake --build --preset web' },
  js: { command: [process.execPath, `${ROOT}build/web/nightlegs_node_js.cjs`], cure: 'cmake --build --preset web' },
};

/** @typedef {"native" | "wasm" | "js"} Build */

/**
 * Runs the tool to its end.
 * @param {Build} build
 * @param {string[]} args
 * @param {string | Buffer} [input] what it reads from standard input
 * @returns {{code: number | null, out: string, err: string}}
 */
export function nightlegs(build, args, input = '') {
  const { command, cure } = builds[build];
  const made = command.at(-1);
  if (!existsSync(made)) throw new Error(`${made} is missing; make it with: ${cure}`);
  const [program, ...first] = command;
  const { status, stdout, stderr, error } = spawnSync(program, [...first, ...args], {
    input, cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 30,
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

/**
 * Assesses many answer sets in one run.
 * @param {Build} build
 * @param {object[]} answerSets
 * @returns {string[]} a line of JSON for each, in order
 */
export function assessAll(build, answerSets) {
  const input = answerSets.map((answers) => `${JSON.stringify({ answers })}\n`).join('');
  const { code, out, err } = nightlegs(build, ['assess', '--lines', '-'], input);
  if (code !== 0) throw new Error(`assess --lines ended with ${code}: ${err || out.slice(0, 400)}`);
  const lines = out.split('\n').filter(Boolean);
  if (lines.length !== answerSets.length) throw new Error(`${answerSets.length} answer sets gave ${lines.length} lines`);
  return lines;
}
