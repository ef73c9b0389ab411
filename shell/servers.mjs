// servers.mjs - ready-made configurations for the usual static hosts, all out of headers.mjs. They are published with the site,
// under publisher/servers/; tests/embed/servers.test.mjs runs the one for nginx.
import { headersFor } from './headers.mjs';

const HASHED = '-[0-9a-f]{10}\\.[a-z0-9]+$';
const PAGE = '/index.html';
const FROZEN = '/app-0123456789.js';  // stands for every file that is named after its content

/** Only a host that has HTTPS for good may promise it; so this is not in headers.mjs. */
const HTTPS = ['Strict-Transport-Security', 'max-age=63072000'];

const headers = (path, origin) => [...Object.entries(headersFor(path, { origin })), HTTPS];

/**
 * Two server blocks: the site by HTTPS, and a redirection to it.
 * @param {{name?: string, root?: string, origin?: string, http?: string, https?: string, port?: string, certificate?: string, key?: string}} [options]
 *   http, https: what to listen to; port: as it stands in an address, where it is not the usual one
 */
export function nginx({ name = 'nightlegs.example.org', root = '/srv/nightlegs', origin, http = '80', https = '443', port = '',
  certificate = '/etc/ssl/nightlegs.pem', key = '/etc/ssl/private/nightlegs.pem' } = {}) {
  const add = (path) => headers(path, origin).map(([header, value]) => `    add_header ${header} "${value}" always;`).join('\n');
  return `# Nightlegs on nginx, inside "http { }".
# Compressed files lie beside the others. brotli_static needs libnginx-mod-http-brotli-static; without it remove that line.
server {
  listen ${http};
  server_name ${name};
  server_tokens off;
  return 301 https://$host${port}$request_uri;
}
server {
  listen ${https} ssl http2;
  server_name ${name};
  ssl_certificate ${certificate};
  ssl_certificate_key ${key};
  root ${root};
  index index.html;
  charset utf-8;
  charset_types text/css text/javascript text/plain application/json application/manifest+json;
  server_tokens off;
  gzip_static on;
  gzip_vary on;
  brotli_static on;
  types {
    text/html html; text/css css; text/javascript js mjs; application/json json; application/wasm wasm; font/ttf ttf;
    image/svg+xml svg; image/png png; text/plain txt; application/manifest+json webmanifest; application/zip zip; application/typescript ts;
  }
  # An add_header inside a location drops all that it would inherit: each has the whole list.
  location / {
${add(PAGE)}
    try_files $uri $uri/index.html =404;
  }
  location ~ "${HASHED}" {
${add(FROZEN)}
    try_files $uri =404;
  }
}
`;
}

/** An .htaccess beside index.html. @param {{origin?: string}} [options] */
export function apache({ origin } = {}) {
  const set = (path, indent = '') => headers(path, origin).map(([name, value]) => `${indent}Header always set ${name} "${value}"`).join('\n');
  const cache = headersFor(FROZEN)['Cache-Control'];
  return `# Nightlegs on Apache 2.4: an .htaccess beside index.html. Needs mod_headers, mod_rewrite, mod_mime.
AddDefaultCharset utf-8
AddType application/wasm .wasm
AddType font/ttf .ttf
AddType application/manifest+json .webmanifest
Options -Indexes
${set(PAGE)}
<FilesMatch "${HASHED}">
  Header always set Cache-Control "${cache}"
</FilesMatch>

# The compressed files that lie beside the others.
RewriteEngine On
RewriteCond %{HTTP:Accept-Encoding} \\bbr\\b
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule ^(.+)$ $1.br [L]
<FilesMatch "\\.br$">
  Header always set Content-Encoding br
  Header always append Vary Accept-Encoding
  RemoveLanguage .br
</FilesMatch>
${['html:text/html', 'css:text/css', 'js:text/javascript', 'json:application/json', 'wasm:application/wasm', 'ttf:font/ttf', 'svg:image/svg+xml', 'txt:text/plain']
    .map((pair) => pair.split(':')).map(([ending, type]) => `<FilesMatch "\\.${ending}\\.br$">\n  ForceType ${type}\n</FilesMatch>`).join('\n')}
`;
}

/** @param {{site?: string, root?: string, origin?: string}} [options] */
export function caddy({ site = 'nightlegs.example.org', root = '/srv/nightlegs', origin } = {}) {
  const set = (path, indent) => headers(path, origin).map(([name, value]) => `${indent}${name} "${value}"`).join('\n');
  return `# Nightlegs on Caddy 2, which brings HTTPS by itself.
${site} {
	root * ${root}
	file_server {
		precompressed br gzip
	}
	header {
${set(PAGE, '\t\t')}
		-Server
	}
	@named_after_content path_regexp ${HASHED}
	header @named_after_content Cache-Control "${headersFor(FROZEN)['Cache-Control']}"
}
`;
}
