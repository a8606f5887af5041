import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { FLOORS, floorOf, modulesFrom, ROOT, type Floor } from './floors';

/** The file of a floor. */
export const fileOf = (floor: Floor): string => `${floor}.js`;

/** Calls a module of a floor: it is run when it is asked for first, and not with the file that it is in. */
export function moduleIn(file: string, module: string): string {
  return `require(${JSON.stringify(file)})[${JSON.stringify(module)}]()`;
}

/**
 * Writes the modules of each floor that can be reached from entries into one file, which starts faster than hundreds of files do and is a
 * fifth smaller.
 */
export async function bundleFloors(folder: string, entries: readonly string[]): Promise<void> {
  const reached = modulesFrom(entries);
  for (const floor of Object.keys(FLOORS) as Floor[]) {
    const modules = reached
      .filter((module) => floorOf(module) === floor)
      .map((module) => `${JSON.stringify(module)}: () => require(${JSON.stringify(`./${module}`)})`);
    await build({
      stdin: { contents: `module.exports = { ${modules.join(', ')} };`, resolveDir: ROOT },
      outfile: path.join(folder, fileOf(floor)),
      bundle: true,
      platform: 'node',
      target: 'node20',
      packages: 'external',
      legalComments: 'none',
      charset: 'utf8',
      minifySyntax: true,
      minifyWhitespace: true,
      // Traces of errors have the names of methods, and the files and lines of who uses them.
      minifyIdentifiers: true,
      // Node.js shows the line that an error comes from.
      lineLimit: 1000,
      plugins: [otherFloors(floor), folders],
    });
  }
}

/** Takes what is on other floors from their files. */
function otherFloors(own: Floor): Plugin {
  return {
    name: 'other floors',
    setup(bundler) {
      bundler.onResolve({ filter: /^\./, namespace: 'file' }, ({ path: given, resolveDir }) => {
        const module = path.relative(ROOT, path.resolve(resolveDir, given));
        const floor = floorOf(module);
        if (floor === undefined || floor === own) return undefined;
        return { path: module, namespace: 'floor', pluginData: `./${fileOf(floor)}` };
      });
      bundler.onResolve({ filter: /^\./, namespace: 'floor' }, ({ path: file }) => ({
        path: file,
        external: true,
      }));
      bundler.onLoad(
        { filter: /.*/, namespace: 'floor' },
        ({ path: module, pluginData: file }: { path: string; pluginData: string }) => ({
          contents: `module.exports = ${moduleIn(file, module)};`,
        }),
      );
    },
  };
}

/** Texts that a module reads are in the folder of its source, below that of the files. */
const folders: Plugin = {
  name: 'folders',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      const folder = JSON.stringify(path.relative(ROOT, path.dirname(file)));
      const contents = source.replaceAll('__dirname', `require('node:path').join(__dirname, ${folder})`);
      return { contents, loader: 'ts' };
    });
  },
};
