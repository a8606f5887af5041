/** The stacks, as other projects import them: each is given to a `Release` of the engine, in an app of theirs. */
export { ClaudeMiddleware } from './claude-middleware/stack';
export { MIDDLEWARE_IMAGE, RELAY_IMAGE, relayOf, type RelayRelease } from './claude-middleware/wiring';
export { ClaudeRelay } from './claude-relay/stack';
export { HelmProxy } from './helm-proxy/stack';
export { JaiRouter } from './jairouter/stack';
export { McpBox } from './mcp-box/stack';
export type { Login, StackDefinition, Surroundings } from './definition';
export { stacks, type StackName, type StackOverrides } from './stacks';
export { umbrellaChart } from './umbrella';
