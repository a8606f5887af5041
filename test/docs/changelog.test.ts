/** What the changelog says of versions is so. */
import { stacks } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import { readMarkdown } from '../support/markdown';
import { RELEASED } from '../support/released';

/** The charts of which there was a version before. */
const charts = [...Object.values(stacks).map(({ template }) => template().chart), umbrellaChart].filter(
  ({ name }) => RELEASED.some(({ chart }) => chart === name),
);

const byNumbers = new Intl.Collator('en', { numeric: true });

it.each(charts.map(({ name, version }) => [name, version] as const))(
  '%s %s is above every version that was released, and has its section',
  (name, version) => {
    const [newest] = /^## .*$/m.exec(readMarkdown('CHANGELOG.md')) ?? [''];
    expect(newest).toMatch(new RegExp(`[ ,]${name} ${version.replaceAll('.', '\\.')}(,|$)`));
    const released = RELEASED.filter(({ chart }) => chart === name).map((one) => one.version);
    expect(released.filter((other) => byNumbers.compare(other, version) >= 0)).toEqual([]);
  },
);
