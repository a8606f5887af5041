/**
 * The command line, as other projects import it, and what their environments are made with.
 *
 * @module cli
 */
export { program, run } from './cli/stacks';
export { environment, type Environment, type NamedEnvironment } from './environments/environment';
export { UserError } from './explain';
