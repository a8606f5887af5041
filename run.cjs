/**
 * Runs a program of this checkout, which is TypeScript: `node run.cjs main.ts`. It starts faster than with a loader, which looks at each file
 * each time: the source is compiled once, into `.cache/compiled`, and again when a file of it is not as it was. There is nothing to build by
 * hand, and nothing stale is ever run: what is compiled is in a folder whose name is made from the state of all that it was made from.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const nodeModule = require('node:module');
const path = require('node:path');

const SOURCES = ['lib', 'imports', 'environments', 'main.ts'];
const COMPILED = path.join(__dirname, '.cache', 'compiled');
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The files of the source with their states, from the checkout. */
function sourceFiles(entry) {
  // An editor's lock on a file is a link to nothing.
  const state = fs.statSync(path.join(__dirname, entry), { throwIfNoEntry: false });
  if (state === undefined) return [];
  if (!state.isDirectory()) return [[entry, state]];
  return fs.readdirSync(path.join(__dirname, entry)).flatMap((name) => sourceFiles(`${entry}/${name}`));
}

/** As git does, a file is taken for unchanged while its size, inode and times are as they were; nobody can set all of them. */
function stateOf(files) {
  const hash = createHash('sha256');
  for (const [file, { size, ino, mtimeMs, ctimeMs }] of [
    ...files,
    ...sourceFiles('run.cjs'),
    ...sourceFiles('package.json'),
  ])
    hash.update(`${file} ${size} ${ino} ${mtimeMs} ${ctimeMs}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** Writes the source as JavaScript to a folder: all of it, or nothing. */
function compile(files, folder) {
  const { buildSync } = require('esbuild');
  const staged = `${folder}.new-${process.pid}`;
  try {
    buildSync({
      absWorkingDir: __dirname,
      entryPoints: files.map(([file]) => file).filter((file) => file.endsWith('.ts')),
      outdir: staged,
      outbase: '.',
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      sourcemap: 'external',
      sourcesContent: false,
      logLevel: 'silent',
    });
    // What programs read beside their code.
    for (const [file] of files.filter(([name]) => !name.endsWith('.ts'))) {
      fs.mkdirSync(path.dirname(path.join(staged, file)), { recursive: true });
      fs.copyFileSync(path.join(__dirname, file), path.join(staged, file));
    }
    fs.renameSync(staged, folder);
  } catch (error) {
    // Another process has compiled the same.
    if (!fs.existsSync(folder)) throw error;
  } finally {
    fs.rmSync(staged, { recursive: true, force: true });
  }
}

/** Removes what was compiled for a state that nobody has run for a while: a program that runs may not have loaded all of it. */
function removeOld(current) {
  const others = fs.readdirSync(COMPILED).map((name) => path.join(COMPILED, name));
  for (const folder of others.filter((other) => other !== current)) {
    if (Date.now() - fs.statSync(folder).mtimeMs > WEEK) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder with the source as JavaScript. */
function compiled() {
  const files = SOURCES.flatMap(sourceFiles);
  const folder = path.join(COMPILED, stateOf(files));
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(COMPILED, { recursive: true });
    compile(files, folder);
    removeOld(folder);
  }
  return folder;
}

/** Errors name the places of the source. V8 asks only for those whose stack is looked at. */
function nameSourcePlaces(folder) {
  const maps = new Map();
  const mapOf = (file) => {
    if (!maps.has(file))
      maps.set(file, new nodeModule.SourceMap(JSON.parse(fs.readFileSync(`${file}.map`, 'utf8'))));
    return maps.get(file);
  };
  const place = (site) => {
    const file = site.getFileName();
    if (!file?.startsWith(folder) || !fs.existsSync(`${file}.map`)) return String(site);
    const { originalLine, originalColumn } = mapOf(file).findEntry(
      site.getLineNumber() - 1,
      site.getColumnNumber() - 1,
    );
    const source = path.join(__dirname, path.relative(folder, file).replace(/\.js$/, '.ts'));
    return String(site).replace(
      `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`,
      `${source}:${originalLine + 1}:${originalColumn + 1}`,
    );
  };
  Error.prepareStackTrace = (error, sites) =>
    [String(error), ...sites.map((site) => `    at ${place(site)}`)].join('\n');
}

function main([program, ...args]) {
  let folder;
  try {
    folder = compiled();
  } catch (error) {
    // What the compiler finds, such as a bracket that is missing in an environment.
    const [problem] = error.errors ?? [];
    if (problem === undefined) throw error;
    const { location, text } = problem;
    const place =
      location == null
        ? 'The source cannot be compiled'
        : `${location.file} cannot be read in line ${location.line}`;
    process.stderr.write(`${place}: ${text}.\n`);
    // 1 is an answer of some commands, such as a difference.
    process.exitCode = 2;
    return;
  }
  nodeModule.enableCompileCache?.(path.join(__dirname, '.cache', 'v8'));
  nameSourcePlaces(folder);
  const file = path.join(folder, program.replace(/\.ts$/, '.js'));
  process.argv = [process.argv[0], file, ...args];
  nodeModule.runMain();
}

main(process.argv.slice(2));
