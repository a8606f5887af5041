const RELAY = "config: { existingSecret: 'x' }";

/** Files of environments of which none is right, by what is wrong with them. */
export const WRONG_ENVIRONMENTS: Readonly<Record<string, string>> = {
  'a wrong value': described(`'claude-relay': { ${RELAY}, service: { port: 0 } }`),
  'an unknown key': described(`'claude-relay': { ${RELAY}, replicaCout: 2 }`),
  'an unknown stack': described(`'claude-rely': {}`),
  'a secret': described(`'claude-relay': { config: { jwtSecret: 'x' } }`),
  'a required value that is missing': described(`'claude-relay': {}`),
  'values that do not go together': described(`'claude-relay': { ${RELAY}, autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 8 } }`),
  'a stack without the one that it needs': described(`'claude-middleware': {}`),
  'a wrong namespace': `export default { namespace: 'Wrong_One', stacks: {} };`,
  'a namespace that is too long': `export default { namespace: '${'x'.repeat(64)}', stacks: {} };`,
  'stacks that are a list': `export default { namespace: 'wrong', stacks: ['claude-relay'] };`,
  'a stack that is a text': described(`'claude-relay': 'yes'`),
  'a value that is no number': described(`'claude-relay': { ${RELAY}, replicaCount: NaN }`),
  'a value that is a function': described(`'claude-relay': { ${RELAY}, replicaCount: () => 1 }`),
  'a value that is a date': described(`'claude-relay': { ${RELAY}, podAnnotations: { a: new Date(0) } }`),
  'a value that is a large whole number': described(`'claude-relay': { ${RELAY}, replicaCount: 1n }`),
  'a value within itself': `const tolerations: unknown[] = []; tolerations.push(tolerations); ${described(`'claude-relay': { ${RELAY}, tolerations }`)}`,
  'half of a character': described(`'claude-relay': { ${RELAY}, config: { existingSecret: 'x', extraEnv: { A: '\\ud800' } } }`),
  'no namespace': `export default { stacks: {} };`,
  'a namespace that is a number': `export default { namespace: 5, stacks: {} };`,
  'no stacks': `export default { namespace: 'wrong' };`,
  'stacks that are null': `export default { namespace: 'wrong', stacks: null };`,
  'a stack that is null': described(`'claude-relay': null`),
  'no default export': `export const environment = { namespace: 'wrong', stacks: {} };`,
  'a default export that is a text': `export default 'wrong';`,
  'an empty file': '',
}; // prettier-ignore

function described(stack: string): string {
  return `export default { namespace: 'wrong', stacks: { ${stack} } };`;
}
