// types.test.mjs - what publishers are told of the element, in its types, in the README and in the builder, is what embed.js reads.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { ROOT } from '../support/cli.mjs';

const read = (path) => readFileSync(`${ROOT}shell/embed/${path}`, 'utf8');
const TYPESCRIPT = `${ROOT}build/deps/judges/node_modules/typescript/bin/tsc`;

describe('what publishers are told of the element', () => {
  const script = read('embed.js');
  const list = (name) => [...new RegExp(`const ${name} = \\[([^\\]]*)\\]`).exec(script)[1].matchAll(/"([^"]+)"/g)].map(([, one]) => one);
  const colours = list('kColours');
  const attributes = new Set([...list('kOptions'), ...colours, ...colours.map((name) => `${name}-dark`), 'radius', 'font-size',
    ...[...script.matchAll(/this\.getAttribute\("([^"]+)"\)/g)].map(([, name]) => name)]);

  test('its types name every attribute that it reads, and no other', () => {
    const [, block] = /interface NightLegsAttributes \{([^]*?)\n\}/.exec(read('embed.d.ts'));
    const named = [...block.matchAll(/^ {2}"?([a-z-]+)"?\?:/gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), [...attributes].sort());
  });

  test('the README names every attribute and every message', () => {
    const table = read('README.md').split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|')[1]).join(' ');
    const named = new Set([...table.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    const messages = [...read('../host.js').matchAll(/send\(\{ type: "([a-z]+)"/g)].map(([, type]) => type);
    assert.ok(messages.length >= 5);
    assert.deepEqual([...attributes, ...messages].filter((name) => !named.has(name)), []);
  });

  test('the builder offers every option but those that only a page\'s own code can know', () => {
    const page = read('builder.html') + read('files.mjs').replace("name + ending", "");
    const offered = [...page.matchAll(/<(?:select|input) id="([a-z-]+)"/g)].map(([, id]) => id);
    const left = [...attributes].filter((name) => !offered.includes(name) && !colours.includes(name.replace('-dark', '')));
    assert.deepEqual(left.sort(), ['label', 'sandbox', 'src', 'theme-file', 'view']);
  });

  test('a page in TypeScript compiles with them, and its mistakes are found', { skip: existsSync(TYPESCRIPT) ? false : 'TypeScript is not here (./setup --full)' }, () => {
    const folder = mkdtempSync(`${tmpdir()}/nightlegs-types-`);
    try {
      writeFileSync(`${folder}/embed.d.ts`, read('embed.d.ts'));
      writeFileSync(`${folder}/page.ts`, `import type { NightLegsAttributes } from './embed';
        const element = document.createElement('night-legs');
        element.addEventListener('step', ({ detail }) => { const far: number = detail.step / detail.steps; console.log(far); });
        element.addEventListener('refused', ({ detail }) => console.log(detail.why.length));
        element.addEventListener('focus', (event) => console.log(event.relatedTarget));
        const wish: NightLegsAttributes = { theme: 'night', depth: 'signpost', 'accent-dark': '#7fd6c8' };
        for (const [name, value] of Object.entries(wish)) element.setAttribute(name, value);
        // @ts-expect-error no such theme
        const wrong: NightLegsAttributes = { theme: 'sepia' };
        // @ts-expect-error a step tells no answer
        element.addEventListener('step', ({ detail }) => console.log(detail.answer));
        console.log(wrong);\n`);
      const { status, stdout } = spawnSync(process.execPath, [TYPESCRIPT, '--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler',
        '--lib', 'es2022,dom', `${folder}/page.ts`], { encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
