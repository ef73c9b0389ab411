// servers.test.mjs - the headers and the ready-made configurations: judged by others' tools, and each run with the real site.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { headersFor, isHashed, metaPolicyFor } from '../../shell/headers.mjs';
import { apache, caddy, nginx } from '../../shell/servers.mjs';
import { ROOT } from '../support/cli.mjs';
import { ended } from '../support/engines.mjs';

const SITE = `${ROOT}build/site`;
const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
const OBSERVATORY = `${ROOT}build/deps/observatory/node_modules/@mdn/mdn-http-observatory`;
const whyNoNginx = has('nginx') && existsSync(BROTLI) ? false : 'nginx with its brotli module is not here (./setup --full)';

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

describe('the policy', () => {
  for (const [name, policy] of [['by header', headersFor('/')['Content-Security-Policy']], ['by meta', metaPolicyFor()],
    ['with the site\'s origin', headersFor('/', { origin: 'https://legs.example.org' })['Content-Security-Policy']]]) {
    test(`${name}: Google's evaluator finds nothing of high or medium severity and no fault in its syntax`, () => {
      const findings = new CspEvaluator(new CspParser(policy).csp).evaluate().filter(({ severity }) => severity < 40);
      assert.deepEqual(findings.map(({ directive, description }) => `${directive}: ${description}`), []);
    });
  }

  test('the evaluator would find what is wrong', () => {
    const worse = headersFor('/')['Content-Security-Policy'].replace("script-src 'self'", "script-src 'self' 'unsafe-inline' https:");
    assert.ok(new CspEvaluator(new CspParser(worse).csp).evaluate().some(({ severity }) => severity < 40));
  });

  test('the site\'s origin stands beside every \'self\' when it is known, and nowhere else', () => {
    const policy = metaPolicyFor('https://legs.example.org');
    assert.match(policy, /script-src 'self' https:\/\/legs\.example\.org 'wasm-unsafe-eval'/);
    assert.equal(policy.replaceAll(' https://legs.example.org', ''), metaPolicyFor());
  });
});

const NAMES = readdirSync(SITE, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  .map(({ path, name }) => `${path}/${name}`.slice(SITE.length)).filter((name) => !/\.(br|gz)$/.test(name) && name !== '/_headers');
const TYPES = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', txt: 'text/plain; charset=utf-8',
  json: /^application\/json\b/, webmanifest: /^application\/manifest\+json\b/, wasm: 'application/wasm', ttf: 'font/ttf', svg: 'image/svg+xml',
  png: 'image/png', zip: 'application/zip', ts: 'application/typescript',
};

/** One request to a server of ours. @param {{port: number, path: string, ca?: Buffer, encoding?: string}} what ca: by HTTPS, trusting this */
const ask = ({ port, path, ca, encoding = 'br' }) => new Promise((resolve, reject) => {
  (ca ? requestSecure : requestPlain)({ host: '127.0.0.1', port, path, ca, servername: ca && 'localhost', headers: { Host: 'localhost', 'Accept-Encoding': encoding } },
    (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', reject).end();
});

/** Waits until a server that was just started answers. */
async function answered(server, get) {
  const said = [];
  server.stderr.on('data', (data) => said.push(data));
  for (let tries = 0; ; ++tries) {
    if (await get('/').then(({ status }) => status === 200, () => false)) return;
    assert.ok(tries < 200 && server.exitCode === null, `it does not answer: ${Buffer.concat(said)}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

/** Every file of the site as this server gives it: all headers, the right type, and both compressed and plain exactly what was built. */
async function assertServed(get) {
  assert.ok(NAMES.length > 10);
  const wrong = [];
  const same = (name, what, found, wanted) => {
    if (wanted instanceof RegExp ? !wanted.test(found) : found !== wanted) wrong.push(`${name} ${what}: ${found}, not ${wanted}`);
  };
  for (const name of ['/', ...NAMES]) {
    const path = name === '/' ? '/index.html' : name;
    const packed = existsSync(`${SITE}${path}.br`);
    const { status, headers, body } = await get(name);
    same(name, 'status', status, 200);
    for (const [header, value] of Object.entries(headersFor(path))) same(name, header, headers[header.toLowerCase()], value);
    same(name, 'encoding', headers['content-encoding'], packed ? 'br' : undefined);
    const type = TYPES[/[^.]+$/.exec(path)];
    if (type) same(name, 'type', headers['content-type'], type);
    if (packed) same(name, 'vary', headers.vary, /accept-encoding/i);
    assert.ok(body.equals(readFileSync(SITE + path + (packed ? '.br' : ''))), `${name}: other bytes`);
  }
  for (const name of ['/', '/embed/', NAMES.find((one) => /boot-.*\.js$/.test(one))]) {
    const { headers, body } = await get(name, 'identity');
    same(name, 'encoding when none is asked for', headers['content-encoding'], undefined);
    assert.ok(body.equals(readFileSync(SITE + name + (name.endsWith('/') ? 'index.html' : ''))), `${name}: other bytes without compression`);
  }
  assert.deepEqual(wrong, []);
  assert.equal((await get('/no-such-file')).status, 404);
}

describe('ready-made configurations', () => {
  for (const [name, text] of [['nginx', nginx()], ['Apache', apache()], ['Caddy', caddy()]]) {
    test(`${name}: every header stands in it, for pages and for files named after their content`, () => {
      for (const path of ['/', '/x-0123456789.js']) {
        for (const [header, value] of Object.entries(headersFor(path))) assert.ok(text.includes(header) && text.includes(`"${value}"`), `${header}: ${value}`);
      }
    });
  }

  test('_headers: read as such hosts read it, every file of the site has its headers, each once', () => {
    // A block is a path, with * for anything, and the headers below it; all blocks that fit count, and a header that comes twice is joined.
    const blocks = readFileSync(`${SITE}/_headers`, 'utf8').split('\n\n').map((block) => block.split('\n').filter(Boolean)).filter(({ length }) => length);
    for (const name of ['/', '/embed/', '/publisher/', ...NAMES]) {
      const found = {};
      for (const [path, ...lines] of blocks) {
        if (!new RegExp(`^${path.replace(/[.+?]/g, '\\$&').replaceAll('*', '.*')}$`).test(name)) continue;
        for (const line of lines) {
          const [, header, value] = /^  ([^:]+): (.*)$/.exec(line);
          found[header] = header in found ? `${found[header]}, ${value}` : value;
        }
      }
      assert.deepEqual(found, headersFor(name), name);
    }
  });
});

describe('the configuration for nginx, run with the real site', { skip: whyNoNginx }, () => {
  const folder = mkdtempSync(`${tmpdir()}/nightlegs-nginx-`);
  let plain, secure, server;
  const get = (path, encoding) => ask({ port: secure, path, encoding, ca: readFileSync(`${folder}/cert.pem`) });
  before(async () => {
    [plain, secure] = [await freePort(), await freePort()];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${folder}/key.pem`, '-out', `${folder}/cert.pem`,
      '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'pipe' });
    const own = { certificate: `${folder}/cert.pem`, key: `${folder}/key.pem` };
    writeFileSync(`${folder}/nightlegs.conf`, nginx({ name: 'localhost', root: SITE, http: `127.0.0.1:${plain}`, https: `127.0.0.1:${secure}`, port: `:${secure}`, ...own }));
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    // "user root" because the site may lie in a folder that is root's own, as on a machine for tests.
    writeFileSync(`${folder}/nginx.conf`, `${process.getuid() === 0 ? 'user root;' : ''} load_module ${BROTLI}; daemon off; worker_processes 1;
      pid ${folder}/pid; error_log ${folder}/error.log; events { worker_connections 512; }
      http { access_log off; ${temp}
        include ${folder}/nightlegs.conf; }`);
    server = spawn('nginx', ['-c', `${folder}/nginx.conf`, '-p', folder, '-e', `${folder}/error.log`], { stdio: 'pipe' });
    await answered(server, get);
  });
  after(() => {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('every file comes with its headers, its type, and compressed by brotli', async () => {
    await assertServed(get);
    const insecure = await fetch(`http://127.0.0.1:${plain}/some?thing`, { redirect: 'manual' });
    assert.equal(insecure.status, 301);
    assert.match(insecure.headers.get('location'), /^https:.*\/some\?thing$/);
  });

  test('64 at once for 10 seconds: not one error', { skip: !FULL ? 'only in a full run' : has('wrk') ? false : 'wrk is not here (./setup --full)' }, () => {
    const name = readdirSync(SITE).find((one) => /^boot-.*\.js$/.test(one));
    for (const path of ['', name]) {
      const { stdout, status } = spawnSync('wrk', ['-t1', '-c64', '-d10s', '-H', 'Accept-Encoding: br', `https://127.0.0.1:${secure}/${path}`], { encoding: 'utf8' });
      assert.equal(status, 0);
      assert.doesNotMatch(stdout, /Socket errors|Non-2xx/);
      console.log(`# ${path || 'the page'}: ${/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]} requests a second`);
    }
  });

  test('Mozilla\'s observatory gives it at least 120', { skip: !FULL ? 'only in a full run' : existsSync(OBSERVATORY) ? false : 'the observatory is not here (./setup --full)' }, () => {
    // Its list of preloaded sites is fetched by an install script, which never runs here; ours is on none.
    writeFileSync(`${OBSERVATORY}/conf/hsts-preload.json`, '{}');
    writeFileSync(`${folder}/judge.mjs`, `
      import { retrieve } from '${OBSERVATORY}/src/retriever/retriever.js';
      import { ALL_TESTS } from '${OBSERVATORY}/src/constants.js';
      import { getScoreModifier } from '${OBSERVATORY}/src/grader/grader.js';
      const found = await retrieve('localhost', { httpPort: ${plain}, httpsPort: ${secure} });
      const results = ALL_TESTS.map((one) => one(found)).filter(({ result }) => result).map(({ result }) => [result, getScoreModifier(result)]);
      const bad = results.reduce((sum, [, points]) => sum + Math.min(0, points), 100);
      console.log(JSON.stringify({ score: bad >= 90 ? results.reduce((sum, [, points]) => sum + points, 100) : bad, results }));`);
    const out = execFileSync(process.execPath, [`${folder}/judge.mjs`], { encoding: 'utf8', env: { ...process.env, NODE_EXTRA_CA_CERTS: `${folder}/cert.pem` } });
    const { score, results } = JSON.parse(out.trim().split('\n').at(-1));
    assert.ok(score >= 120, JSON.stringify({ score, results: results.filter(([, points]) => points) }));
    console.log(`# score ${score}`);
  });
});

/** Apache and Caddy by plain HTTP: whether HTTPS works is theirs to say. Only Caddy needs a word against getting certificates by itself. */
const OTHERS = {
  Apache: {
    program: 'apache2',
    start(folder, port) {
      const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
      // The .htaccess is given as the block for the site's folder, where Apache reads it by the same rules: build/site stays as it was built.
      writeFileSync(`${folder}/httpd.conf`, `ServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\nErrorLog ${folder}/error.log
        ${modules.join('\n')}\nTypesConfig /dev/null\nDocumentRoot ${SITE}\nDefaultRuntimeDir ${folder}
        <Directory ${SITE}>\nRequire all granted\n${apache()}\n</Directory>\n`);
      return spawn('apache2', ['-d', folder, '-f', `${folder}/httpd.conf`, '-D', 'FOREGROUND'], { stdio: 'pipe', env: { ...process.env, APACHE_RUN_DIR: folder } });
    },
  },
  Caddy: {
    program: 'caddy',
    start(folder, port) {
      writeFileSync(`${folder}/Caddyfile`, `{\n\tadmin off\n\tauto_https off\n}\n${caddy({ site: `http://localhost:${port}`, root: SITE })}`);
      return spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', `${folder}/Caddyfile`], { stdio: 'pipe', env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
    },
  },
};

for (const [name, { program, start }] of Object.entries(OTHERS)) {
  describe(`the configuration for ${name}, run with the real site`, { skip: has(program) ? false : `${program} is not here (./setup --full)` }, () => {
    const folder = mkdtempSync(`${tmpdir()}/nightlegs-${program}-`);
    let port, server;
    const get = (path, encoding) => ask({ port, path, encoding });
    before(async () => {
      port = await freePort();
      server = start(folder, port);
      await answered(server, get);
    });
    after(async () => {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    });

    test('every file comes with its headers, its type, and compressed by brotli', () => assertServed(get));
  });
}
