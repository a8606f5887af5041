import { literal, type Expr } from '../../engine/template/expression';
import { and, either, isKind, not, orElse, type Condition } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import { warning } from '../../kubernetes/chosen-version';
import { mcpBoxValues, type McpBoxStack } from './values';

/** The values under `global` that are the platform's: what a parent chart has there for others, in another form, is not. */
export interface Global {
  readonly createNamespace: Condition;
  readonly podSecurity: Expr<string>;
  readonly domain: Expr<string>;
  readonly version: Expr<string>;
  readonly registry: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
}

type StringKey = Exclude<keyof Global, 'createNamespace'>;

const made = new WeakMap<McpBoxStack, Global>();

/** The values under `global`, and for what is another chart's the defaults, with a warning. */
export function globalOf(stack: McpBoxStack): Global {
  const known = made.get(stack) ?? makeGlobal(stack);
  made.set(stack, known);
  return known;
}

/** The pull policy of an image: its own, or that of all. */
export function pullPolicyOf(
  stack: McpBoxStack,
  { pullPolicy }: { readonly pullPolicy: Expr<string> },
): Expr<string> {
  return orElse(pullPolicy, globalOf(stack).imagePullPolicy);
}

function makeGlobal(stack: McpBoxStack): Global {
  const { global } = stack.values;
  const { fields } = mcpBoxValues.shape.fields.global.shape;
  const string = (key: StringKey): Expr<string> => {
    const value: Expr<string> = global[key];
    const otherwise: string = fields[key].default as string;
    stack.addWarnings(
      when(
        not(isKind('string', value)),
        warning(
          `global.${key}`,
          `it is a map or a list, so that of another chart; ${otherwise} is used here.`,
        ),
      ),
    );
    return stack.namedString(
      `global${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      `The value global.${key}; its default where another chart has something else under this name.`,
      either(isKind('string', value), value, literal(otherwise)),
    );
  };
  return {
    createNamespace: and(isKind('bool', global.createNamespace), global.createNamespace),
    podSecurity: string('podSecurity'),
    domain: string('domain'),
    version: string('version'),
    registry: string('registry'),
    imagePullPolicy: string('imagePullPolicy'),
  };
}
