import path from 'node:path';
import { Option, type Command } from 'commander';
import { COMMON_NODE_SIZE } from '../report/model/node-size';
import { userFolder } from '../user-folder';

interface ReportFlags {
  readonly from?: string;
  readonly output?: string;
  readonly nodeSize: string;
  readonly json?: true;
}

const EXAMPLES = `
What is reported:
  one environment     report/ENV.html: the working tree, rendered now
  no environment      one file for each of them, and report/index.html
A file needs no network and no other file. The same source gives the same bytes.

Exit codes: 0, or 1 for an error; then nothing is written.

Examples:
  # what runs in prod, who talks to whom, and what is open to the outside
  npm run --silent stacks -- report prod

  # what this branch makes of it, in a picture
  npm run --silent stacks -- report prod --from main

  # between two releases, as a file to hand on
  npm run --silent stacks -- report prod --from v1.0.0..v1.1.0 --output prod-v1.1.0.html

  # whether it fits on larger nodes
  npm run --silent stacks -- report prod --node-size 8/32Gi

  # in a script: what is open without a login
  npm run --silent stacks -- report prod --json | jq '.[].entrances[] | select(.login.is == "no").host'
`;

/** Adds the command `report`. */
export function addReport(program: Command, project: string): void {
  program
    .command('report')
    .description(
      'Writes a page on an environment: a picture of what runs and who talks to whom, what is open to the outside, requests and limits, ' +
        'volumes, Secrets, images, exceptions from policies, and what differs from the other environments.',
    )
    .argument('[environment]', 'the environment, such as prod (default: all of them)')
    .option('--from <rev>', 'mark what is not as it was: REV compared with the working tree, or REV..REV')
    .addOption(
      new Option(
        '-o, --output <path>',
        'a file that ends in .html, or a folder (default: report of the project)',
      ).conflicts('json'),
    )
    .option('--node-size <size>', 'what a node has for pods, as CPU/memory', COMMON_NODE_SIZE)
    .option('--json', 'for machines, on the standard output; no file is written')
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string | undefined, { output, json, ...flags }: ReportFlags) => {
      const { pagesOf, reports, reportsAsJson, targetOf } = require('./report') as typeof import('./report');
      const { writeFiles } =
        require('../../engine/files/write-files') as typeof import('../../engine/files/write-files');
      const request = { project, ...(environment === undefined ? {} : { environment }), ...flags };
      const target = targetOf(request, output);
      const all = reports(request);
      if (json === true) {
        process.stdout.write(reportsAsJson(all));
        return;
      }
      const pages = await pagesOf(all, request, target);
      writeFiles(pages);
      for (const file of pages.keys()) process.stdout.write(`${path.relative(userFolder(), file)}\n`);
    });
}
