/**
 * Loaded before a synthesis (`node --require`): changes what must not be seen in the output, as `Conditions` in synthesis.ts say, and
 * writes down what the synthesis then sees. JavaScript, since npm loads it too, where nothing reads TypeScript.
 */
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { isMainThread } = require('node:worker_threads');

const { clock, umask, backwards } = JSON.parse(process.env.CONDITIONS);

const RealDate = Date;
const now = () => RealDate.now() + clock;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now() {
    return now();
  }
};

// No two runs have the same random numbers anyway, but those of this run are surely others.
if (clock !== 0) Math.random = () => 0.123456789;

if (backwards) {
  // In which order a folder gives its entries is the file system's own affair.
  const { readdirSync } = fs;
  fs.readdirSync = (...args) => readdirSync(...args).reverse();
}

// A worker has the mask of its process, and may not set it.
if (isMainThread) process.umask(umask);

// Run as it is, or by run.cjs.
if (isMainThread && process.argv.slice(1, 3).some((word) => word.endsWith('main.ts'))) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'seen-'));
  for (const name of ['a', 'b', 'c']) fs.writeFileSync(path.join(folder, name), '');
  const seen = {
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    'time zone': String(new Date(2026, 0, 1).getTimezoneOffset()),
    year: String(new Date().getFullYear()),
    'random numbers': String(Math.random()),
    umask: process.umask().toString(8),
    'working folder': process.cwd(),
    checkout: path.dirname(process.argv[1]),
    'home folder': os.homedir(),
    'folder for temporary files': os.tmpdir(),
    'order of entries': fs.readdirSync(folder).join(),
  };
  fs.writeFileSync(process.env.CONDITIONS_SEEN, JSON.stringify(seen));
}
