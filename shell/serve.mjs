// serve.mjs - serves build/site on this machine, with the site's own headers and its compressed files.
//   node shell/serve.mjs [--port N] [--dir FOLDER]     port 8080 unless told; 0 takes any free one
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { headersFor } from './headers.mjs';

/**
 * @param {{port?: number, dir?: string}} [options]
 * @returns {Promise<{address: string, close: () => Promise<void>}>} once it answers
 */
export async function serve({ port = 8080, dir = fileURLToPath(new URL('../build/site', import.meta.url)) } = {}) {
  if (!existsSync(`${dir}/index.html`)) throw new Error(`${dir} holds no site: build it with ./run --build`);
  const files = sirv(dir, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(headersFor(path, { local: true }))) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => files(request, response, () => {
    response.writeHead(404, { ...headersFor('/404', { local: true }), 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('There is no such file.\n');
  }));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://localhost:${server.address().port}/`,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fail = (why) => { console.error(`serve: ${why}`); process.exit(1); };
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '8080' }, dir: { type: 'string' } } });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`--port ${values.port}: a number from 0 to 65535 is needed`);
    const { address } = await serve({ port, dir: values.dir });
    console.log(`Nightlegs is at ${address}`);
  } catch (error) {
    fail(error.code === 'EADDRINUSE' ? `port ${error.port} is in use; choose another with --port N` : error.message);
  }
}
