// acts.js - what a page of ours must never be able to do, tried one after the other inside it. Runs in the browser, in all engines;
// reports to the server that it came from. `other` is another origin that counts who comes.

const other = document.currentScript?.dataset.other ?? new URLSearchParams(new URL(import.meta.url).search).get('other');
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const breaches = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, violatedDirective }) => breaches.push(effectiveDirective || violatedDirective));

/** A mark that code can leave when it was run after all. */
const ran = (name) => `globalThis.acted_${name} = true`;
const has_run = (name) => Boolean(globalThis[`acted_${name}`]);
/** True when the element loaded. @param {HTMLElement} element */
const loads = (element) => new Promise((done) => {
  element.onload = () => done(true);
  element.onerror = () => done(false);
  document.body.append(element);
  setTimeout(done, 1500, false);
});
const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);

/** Each gives true when it could be done. What throws was refused. @type {Record<string, () => boolean | Promise<boolean>>} */
const acts = {
  'run text by eval': () => { (0, eval)(ran('eval')); return has_run('eval'); },
  'make a function of text': () => { new Function(ran('function'))(); return has_run('function'); },
  'run text by a timer': async () => { setTimeout(ran('timer'), 0); await pause(30); return has_run('timer'); },
  'run a script that stands in the page': async () => {
    const script = make('script');
    script.append(ran('inline'));
    document.body.append(script);
    await pause(30);
    return has_run('inline');
  },
  'run a handler that stands in an attribute': async () => {
    const button = make('button');
    button.setAttribute('onclick', ran('handler'));
    document.body.append(button);
    button.click();
    button.remove();
    return has_run('handler');
  },
  'run an address': async () => {
    const link = make('a', { href: `javascript:${ran('address')};void 0` });
    document.body.append(link);
    link.click();
    await pause(60);
    link.remove();
    return has_run('address');
  },
  'write HTML from text': () => { const box = make('div'); box.innerHTML = '<b>x</b>'; return box.children.length === 1; },
  'write into the document': () => { const frame = make('iframe'); document.body.append(frame); frame.contentDocument.write('<p>x'); return frame.contentDocument.body.textContent === 'x'; },
  'make a policy for trusted text': () => { if (!globalThis.trustedTypes) throw new Error('not here'); trustedTypes.createPolicy('evil', { createHTML: String }); return true; },
  'load a script of another origin': () => loads(make('script', { src: `${other}script.js` })),
  'import a module of another origin': async () => { await import(`${other}module.js`); return true; },
  'load a style of another origin': () => loads(make('link', { rel: 'stylesheet', href: `${other}style.css` })),
  'use a style that stands in the page': () => {
    const style = make('style');
    style.append('#acted{color:rgb(1,2,3)}');
    const box = make('p', { id: 'acted' });
    document.body.append(style, box);
    return getComputedStyle(box).color === 'rgb(1, 2, 3)';
  },
  'use a style in an attribute': () => { const box = make('p'); box.setAttribute('style', 'color:rgb(1,2,3)'); document.body.append(box); return getComputedStyle(box).color === 'rgb(1, 2, 3)'; },
  'load a picture of another origin': () => loads(make('img', { src: `${other}picture.svg` })),
  'load a typeface of another origin': async () => { await new FontFace('Acted', `url(${other}font.ttf)`).load(); return true; },
  'play a sound of another origin': () => new Promise((done) => {
    const audio = make('audio', { src: `${other}sound.wav`, preload: 'auto' });
    audio.onloadedmetadata = () => done(true);
    audio.onerror = () => done(false);
    document.body.append(audio);
    audio.load();
    setTimeout(done, 1500, false);
  }),
  'fetch from another origin': async () => (await fetch(`${other}data`)).ok,
  'ask another origin the old way': () => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onload = () => done(true);
    request.onerror = () => done(false);
    request.open('GET', `${other}data`);
    request.send();
  }),
  'send a beacon to another origin': async () => {  // says yes also when nothing goes out: the other origin tells
    navigator.sendBeacon(`${other}beacon`, 'x');
    await pause(400);
    return (await (await fetch('/hits')).json()).includes('/beacon');
  },
  'listen to events of another origin': () => new Promise((done) => {
    const source = new EventSource(`${other}events`);
    source.onopen = () => { source.close(); done(true); };
    source.onerror = () => { source.close(); done(false); };
  }),
  'open a socket to another origin': () => new Promise((done) => {
    const socket = new WebSocket(other.replace('http', 'ws'));
    socket.onopen = () => done(true);
    socket.onerror = async () => done((await (await fetch('/hits')).json()).includes('socket'));
  }),
  'show a page of another origin': async () => { const frame = make('iframe', { src: `${other}page.html` }); document.body.append(frame); await pause(700); return (await (await fetch('/hits')).json()).includes('/page.html'); },
  'embed an object of another origin': async () => { document.body.append(make('object', { data: `${other}object.html`, type: 'text/html' })); await pause(500); return (await (await fetch('/hits')).json()).includes('/object.html'); },
  'send a form': async () => {
    const frame = make('iframe', { name: 'acted-form' });
    const form = make('form', { action: `${other}form`, method: 'post', target: 'acted-form' });
    document.body.append(frame, form);
    form.submit();
    await pause(500);
    return (await (await fetch('/hits')).json()).includes('/form');
  },
  'move the base of all addresses': () => { const base = make('base', { href: other }); document.head.prepend(base); const moved = make('a', { href: 'x' }).href.startsWith(other); base.remove(); return moved; },
  'start a worker from text': () => new Promise((done) => {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
    worker.onmessage = () => done(true);
    worker.onerror = () => done(false);
    setTimeout(done, 1500, false);
  }),
};

const results = {};
for (const [name, act] of Object.entries(acts)) {
  const before = breaches.length;
  let done = false;
  let threw = '';
  try {
    done = await act();
  } catch (error) {
    threw = error?.name ?? String(error);
  }
  await pause(20);
  results[name] = { done, threw, breaches: breaches.slice(before) };
}
await fetch('/report', { method: 'POST', body: JSON.stringify(results) });
document.documentElement.dataset.acted = '';
