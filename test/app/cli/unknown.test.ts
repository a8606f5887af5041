import { unknown } from '../../../lib/app/cli/unknown';

it('names what there is, and the nearest', () => {
  expect(unknown('stack', 'jairoute', ['jairouter', 'mcp-box'])).toBe(
    'There is no stack jairoute; did you mean jairouter? There are: jairouter, mcp-box.',
  );
  expect(unknown('stack', 'something', ['jairouter'])).toBe('There is no stack something. There are: jairouter.');
}); // prettier-ignore
