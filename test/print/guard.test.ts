import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../../scripts/print/browser.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { options, page, problemsOf } from './pages.ts';
import { textOf } from './reading.ts';

let press: Press;
let server: Server;
let hits: string[];
let root: string;
let folder: string;
let secret: string;

beforeAll(async () => {
  press = await openPress();
  hits = [];
  server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('<p>secret of the network</p>');
  });
  server.on('upgrade', (request, socket) => {
    hits.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  server.on('connection', () => hits.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(path.join(tmpdir(), 'baogao-guard-'));
  secret = path.join(folder, 'secret.html');
  await writeFile(secret, '<p>secret of the disk</p>');
  const own = path.join(folder, 'own');
  await mkdir(own);
  await symlink(secret, path.join(own, 'link.html'));
  await writeFile(
    path.join(own, 'dot.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  );
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await press.close();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

/** Each way in which a page may reach out, with `to` an address of the network or a file. */
const VECTORS: Record<string, (to: string) => string> = {
  image: (to) => `<img src="${to}/a.png">`,
  srcset: (to) => `<img srcset="${to}/b.png 2x">`,
  frame: (to) => `<iframe src="${to}"></iframe>`,
  object: (to) => `<object data="${to}"></object>`,
  embed: (to) => `<embed src="${to}">`,
  stylesheet: (to) => `<link rel="stylesheet" href="${to}/c.css">`,
  importing: (to) => `<style>@import url("${to}/d.css");</style>`,
  background: (to) => `<div style="background:url(${to}/e.png)">x</div>`,
  face: (to) => `<style>@font-face{font-family:x;src:url(${to}/f.woff2)}p{font-family:x}</style><p>x</p>`,
  prefetch: (to) => `<link rel="prefetch" href="${to}/g"><link rel="preconnect" href="${to}">`,
  refresh: (to) => `<meta http-equiv="refresh" content="0;url=${to}">`,
  svg: (to) => `<svg><image href="${to}/h.png"/><use href="${to}/i.svg#x"/></svg>`,
  video: (to) => `<video src="${to}/j.mp4" autoplay></video>`,
  form: (to) => `<form action="${to}"><button>x</button></form>`,
};
const SCRIPTED: Record<string, (to: string) => string> = {
  fetch: (to) => `fetch("${to}/k").then(r=>r.text()).then(t=>document.body.append(t))`,
  socket: (to) => `new WebSocket("${to.replace('http', 'ws')}/l")`,
  popup: (to) => `window.open("${to}/m")`,
  navigation: (to) => `location.href="${to}/n"`,
  beacon: (to) => `navigator.sendBeacon("${to}/o","x")`,
  worker: (to) => `new Worker(URL.createObjectURL(new Blob(['fetch("${to}/p")'])))`,
  frame: (to) => `const f=document.createElement("iframe");f.src="${to}/q";document.body.append(f)`,
  rtc: (to) =>
    `const c=new RTCPeerConnection({iceServers:[{urls:"stun:${to.replace('http://', '')}"}]});c.createDataChannel("x");c.createOffer().then(o=>c.setLocalDescription(o))`,
};

test('the addresses do answer a browser that nobody guards', async () => {
  const { browser: found } = await findBrowser();
  const browser = await puppeteer.launch({
    executablePath: found.path,
    headless: found.shell ? 'shell' : true,
    pipe: true,
    args: ['--no-sandbox'],
    env: { ...process.env, ...found.env },
  });
  const open = await browser.newPage();
  const scripts = Object.values(SCRIPTED).map((script) => `try{${script(root)}}catch{}`);
  const body = Object.values(VECTORS).map((vector) => vector(root));
  const file = path.join(folder, 'open.html');
  await writeFile(
    file,
    `${body.join('').replaceAll('http-equiv', 'x')}<script>${scripts.join(';')}</script>`,
  );
  await open.goto(`file://${file}`).catch(() => {});
  await expect.poll(() => hits.length).toBeGreaterThan(8);
  await browser.close();
  hits.length = 0;
});

test('no page reaches the network, by markup or by script', async () => {
  for (const [name, vector] of Object.entries(VECTORS)) {
    await press.pdf(page(vector(root), { name: `${name}.pdf` }), options).catch(() => {});
    expect([name, ...hits]).toEqual([name]);
  }
  for (const [name, script] of Object.entries(SCRIPTED)) {
    const body = `<p>x</p><script>${script(root)}</script>`;
    // Scripts run after the page has loaded: the picture gives them time.
    const doc = page(body, { name: `${name}.pdf`, scripts: true });
    await press
      .measure(doc, [150], (ms) => new Promise((resolve) => setTimeout(resolve, ms)))
      .catch(() => {});
    expect([name, ...hits]).toEqual([name]);
  }
});

test('what a page asks for in vain is an error that names it', async () => {
  for (const name of ['image', 'stylesheet', 'frame', 'background'] as const) {
    const [found] = await problemsOf(press.pdf(page(VECTORS[name]!(root)), options));
    expect(found).toMatchObject({ code: 'B012', where: { product: 'test/page.pdf' } });
    expect(found?.message.zh).toContain('127.0.0.1');
  }
});

test('no file outside the folders of a document gets into it, not by a link either', async () => {
  const own = path.join(folder, 'own');
  for (const target of [secret, path.join(own, 'link.html'), '/etc/passwd'])
    for (const vector of [VECTORS.frame, VECTORS.object, VECTORS.refresh]) {
      const doc = page(`${vector!(`file://${target}`)}<p>own words</p>`, { folders: [own] });
      const text = await press.pdf(doc, options).then(textOf, () => ['refused']);
      expect(text.join('')).not.toContain('secret');
      expect(text.join('')).toMatch(/^((—1—)?ownwords|refused)/);
    }
});

test('pictures of the folders of a document are loaded, a missing one is an error', async () => {
  const own = path.join(folder, 'own');
  const doc = page(`<img src="file://${own}/dot.svg">`, { folders: [own] });
  const [width] = await press.measure(doc, [0], () => document.querySelector('img')!.naturalWidth);
  expect(width).toBe(9);
  const [found] = await problemsOf(
    press.pdf(page(`<img src="file://${own}/none.svg">`, { folders: [own] }), options),
  );
  expect(found).toMatchObject({ code: 'B012' });
});
