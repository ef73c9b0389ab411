// servers.mjs - ready-made configurations for the usual static hosts, all out of headers.mjs. They are published with the site,
// under publisher/servers/; tests/embed/servers.test.mjs runs each of them.
import { headersFor } from './headers.mjs';

const HASHED = '-[0-9a-f]{10}\\.[a-z0-9]+$';
const PAGE = '/index.html';
const FROZEN = '/app-0123456789.js';  // stands for every file that is named after its content

/** Only a host that has HTTPS for good may promise it; so this is not in headers.mjs. */
const HTTPS = ['Strict-Transport-Security', 'max-age=63072000'];

/** By ending, so that no host needs a list of its own. */
const TYPES = {
  html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', wasm: 'application/wasm', ttf: 'font/ttf', svg: 'image/svg+xml',
  png: 'image/png', txt: 'text/plain', webmanifest: 'application/manifest+json', zip: 'application/zip', ts: 'application/typescript',
};

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
    ${Object.entries(TYPES).map(([ending, type]) => `${type} ${ending};`).join(' ')}
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
${Object.entries(TYPES).map(([ending, type]) => `AddType ${type} .${ending}`).join('\n')}
AddCharset utf-8 .html .css .js .txt
Options -Indexes
${set(PAGE)}
<FilesMatch "${HASHED.replace('$', '(\\.br)?$')}">
  Header always set Cache-Control "${cache}"
</FilesMatch>

# The compressed files that lie beside the others. To mod_mime "x.js.br" is JavaScript in brotli, once .br is no longer Breton.
RemoveLanguage .br
AddEncoding br .br
Header always append Vary Accept-Encoding
RewriteEngine On
RewriteCond %{HTTP:Accept-Encoding} \\bbr\\b
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule ^(.+)$ $1.br [L]
`;
}

/** @param {{site?: string, root?: string, origin?: string}} [options] */
export function caddy({ site = 'nightlegs.example.org', root = '/srv/nightlegs', origin } = {}) {
  const { 'Cache-Control': fresh, ...everywhere } = Object.fromEntries(headers(PAGE, origin));
  const text = /^text\//;
  return `# Nightlegs on Caddy 2, which brings HTTPS by itself.
${site} {
	root * ${root}
	file_server {
		precompressed br gzip
	}
	header {
${Object.entries(everywhere).map(([name, value]) => `\t\t${name} "${value}"`).join('\n')}
		-Server
	}
	# Two that shut each other out: of headers of one name Caddy would take the general one last.
	@named_after_content path_regexp ${HASHED}
	@named_for_good not path_regexp ${HASHED}
	header @named_after_content Cache-Control "${headersFor(FROZEN)['Cache-Control']}"
	header @named_for_good Cache-Control "${fresh}"
${Object.entries(TYPES).map(([ending, type]) => `\t@${ending} path *.${ending}\n\theader @${ending} Content-Type "${type}${text.test(type) ? '; charset=utf-8' : ''}"`).join('\n')}
}
`;
}
