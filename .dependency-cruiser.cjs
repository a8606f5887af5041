/** The floors of each folder, the ground first. Those that stand side by side do not know each other. */
const FLOORS = {
  lib: ['engine', 'kubernetes', 'stacks', 'app', 'testing'],
  'lib/engine': ['yaml', 'values', 'files', 'template', ['manifests', 'helm'], 'release'],
  'lib/app': [
    'objects',
    'environments',
    'docs',
    'output',
    'cluster',
    'changes',
    ['secrets', 'gitops', 'report', 'publish', 'scaffold'],
    'deploy',
    'cli',
  ],
};

const upwards = Object.entries(FLOORS).flatMap(([folder, floors]) =>
  floors.flatMap((floor, index) =>
    [floor].flat().map((name) => ({
      name: `no-import-upward-from-${folder}-${name}`.replaceAll('/', '-'),
      comment: `${folder}/${name} knows only what stands below it in FLOORS of .dependency-cruiser.cjs.`,
      severity: 'error',
      from: { path: `^${folder}/${name}/` },
      to: {
        path: floors
          .slice(index)
          .flat()
          .filter((other) => other !== name)
          .map((other) => `^${folder}/${other}/`),
      },
    })),
  ),
);

/**
 * How imports may go: down only, and never in a circle. `npm run lint` asks.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one concept, or a third is missing below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...upwards.filter(({ to }) => to.path.length > 0),
    {
      name: 'commands-load-what-they-run',
      comment:
        'Help must be there at once: what a command does its work with is loaded in its action, by const { x } = require(...) as typeof import(...).',
      severity: 'error',
      from: { path: '^lib/app/cli/(stacks|[^/]*-command)[.]ts$' },
      to: {
        path: '^lib/|node_modules/',
        pathNot: [
          '^lib/app/(explain|project|user-folder)[.]ts$',
          '^lib/app/cli/(program|progress|change-flags|release-flags|helm-values|[^/]*-command)[.]ts$',
          '^lib/app/report/model/node-size[.]ts$',
          '(^|/)node_modules/commander/',
        ],
        dependencyTypesNot: ['require', 'type-only', 'type-import'],
      },
    },
    {
      name: 'no-import-of-tests',
      comment: 'The product needs no test.',
      severity: 'error',
      from: { path: '^(lib/|main[.]ts|environments/)' },
      to: { path: '^(test|verify|tools|bench)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
