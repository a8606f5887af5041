import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { ofOneCopy } from '../../../lib/engine/release/one-copy';
import { Release } from '../../../lib/engine/release/release';
import { SmallStack } from '../small-stack';

// A scope of an older version, whose nodes keep their scopes elsewhere.
const older = { node: { host: undefined, addChild: () => undefined } } as never;

it('gives a scope as it is', () => {
  const app = new App();
  expect(ofOneCopy(app)).toBe(app);
});

it('gives a scope of another copy that gets along with ours, and leaves nothing in it', () => {
  const app = new App();
  // A copy of the class, as another folder of node_modules has it.
  const other = Object.create({ constructor: App }, { node: { value: app.node } }) as App;
  expect(other).not.toBeInstanceOf(Construct);
  expect(ofOneCopy(other)).toBe(other);
  expect(app.node.children).toEqual([]);
});

it('says of one that does not what to do, instead of the name of a field', () => {
  expect(() => ofOneCopy(older)).toThrow(/another version of the package constructs .* "npm ls constructs"/s);
  const props = { stack: new SmallStack(), name: 'small', namespace: 'ai' };
  expect(() => new Release(older, 'small', props)).toThrow(/another version of the package constructs/);
});
