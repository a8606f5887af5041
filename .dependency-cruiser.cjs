/**
 * How imports may go: down only, and never in a circle. `npm run lint` asks.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const downwards = [
  ['lib/engine', 'lib/(kubernetes|stacks|app)', 'the engine knows no stack and nothing of what stacks share'],
  ['lib/kubernetes', 'lib/(stacks|app)', 'what stacks share knows no stack'],
  ['lib/stacks', 'lib/app', 'a stack knows nothing of environments, output and the command line'],
  ['lib|main[.]ts|environments', 'test|verify|tools|bench', 'the product needs no test'],
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one concept, or a third is missing below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...downwards.map(([from, to, comment]) => ({
      name: `no-import-upward-from-${from.replace(/\W+/g, '-')}`,
      comment,
      severity: 'error',
      from: { path: `^(${from})` },
      to: { path: `^(${to})` },
    })),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
