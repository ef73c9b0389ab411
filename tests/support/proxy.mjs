// proxy.mjs - a proxy that lets nothing through and writes down who was asked for. A browser that is told to use it for everything but
// this machine's own address shows so whom it wants to talk to.
import { createServer } from 'node:http';

/** What browsers ask of their makers by themselves, whatever page is open. Anything else is a page's doing. */
const MAKERS = /^(update|safebrowsing|optimizationguide-pa|content-autofill)\.googleapis\.com$|^(accounts|clients\d)\.google\.com$|(^|\.)(mozilla\.(com|net|org)|firefox\.com)$/;

/** @returns {Promise<{port: number, asked: string[], close: () => Promise<void>}>} asked: hosts, but for the makers' own */
export async function openProxy() {
  const asked = [];
  const note = (host) => {  if (!MAKERS.test(host.replace(/:\d+$/, ''))) asked.push(host); };
  const server = createServer((request, response) => {
    note(new URL(request.url, 'http://direct').host);
    response.writeHead(502).end();
  });
  server.on('connect', ({ url }, socket) => {
    note(url);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: server.address().port,
    asked,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
