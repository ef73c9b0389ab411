// headers.mjs - what a browser is told about the site's files: the policy, how long to keep them, what is off.
// One source for the local server, the <meta> in the page and the _headers file that static hosts read.

// 'wasm-unsafe-eval' is all that WebAssembly needs; the module is built without eval. Nothing may be fetched from,
// or sent to, any other origin. Our own frames are for the page that shows publishers an embed.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types nightlegs',
];

// A health-education site may show us in a frame; a page of this machine may too, but only when this machine serves us.
const FRAMES = "frame-ancestors 'self' https:";
const LOCAL_FRAMES = `${FRAMES} http://localhost:* http://127.0.0.1:*`;

// Every ability that Nightlegs does not use, of those that all our browsers know by name (Chromium warns of others).
const UNUSED = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'gamepad',
  'geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment',
  'picture-in-picture', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking',
];

/**
 * Safari does not count our own files as 'self' in a frame with `sandbox="allow-scripts"`: there the site's origin must be named.
 * @param {string} [origin] of the site, "https://legs.example.org"
 */
const policy = (origin) => POLICY.map((line) => (origin ? line.replace("'self'", `'self' ${origin}`) : line));

/** The policy for the page's own <meta>; browsers ignore frame-ancestors there. @param {string} [origin] */
export const metaPolicyFor = (origin) => policy(origin).join('; ');
export const metaPolicy = metaPolicyFor();

/** A file whose name holds its content's hash never changes. */
export const isHashed = (path) => /-[0-9a-f]{10}\.[a-z0-9]+$/.test(path);

/**
 * The headers of one file.
 * @param {string} path its path on the site, such as "/index.html"
 * @param {{local?: boolean, origin?: string}} [options] local: served by this machine for itself; origin: of the site, where known
 * @returns {Record<string, string>}
 */
export function headersFor(path, { local = false, origin } = {}) {
  return {
    'Content-Security-Policy': [...policy(origin), local ? LOCAL_FRAMES : FRAMES].join('; '),
    'Permissions-Policy': UNUSED.map((name) => `${name}=()`).join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // A page that isolates itself may embed us, and a frame with `sandbox="allow-scripts"`, to which our own files are those
    // of another origin, may fetch them. All of them are public and alike for everybody.
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

/**
 * The _headers file of common static hosts.
 * @param {string[]} paths every file of the site
 * @param {string} [origin] of the site, where known
 */
export function headersFile(paths, origin) {
  const lines = (path, headers) => [path, ...headers.map(([name, value]) => `  ${name}: ${value}`), ''];
  const { 'Cache-Control': noCache, ...everywhere } = headersFor('/', { origin });
  return [
    ...lines('/*', Object.entries(everywhere)),
    // A page of a folder is asked for by the folder's address.
    ...['/', ...paths].flatMap((path) => (/.\/index\.html$/.test(path) ? [path.replace('index.html', ''), path] : [path])).flatMap((path) =>
      lines(path, [['Cache-Control', isHashed(path) ? headersFor(path)['Cache-Control'] : noCache]])),
  ].join('\n');
}
