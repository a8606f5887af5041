import { expr, isExpr, NODE, TEXT, type Expr } from '../template/expression';
import type { ValidationRule } from '../template/stack-template';
import { goArgument, goExpression } from './go-expression';
import { within } from './resource-file';
import { TemplateWriter } from './template-writer';

/** `templates/validation.yaml`: gives no object, but stops Helm with a sentence where the values do not go together. */
export function validationFile(chart: string, validationRules: readonly ValidationRule[]): string {
  const writer = new TemplateWriter(chart);
  for (const rule of validationRules) {
    within(writer, rule.scopes, writer.top(), false, (at) =>
      writer.onlyIf(0, goExpression(rule.when, at), () => {
        writer.line(0, `{{- fail ${goArgument(sentence(rule), at)} }}`);
      }),
    );
  }
  return writer.toString();
}

function sentence({ path, reason }: ValidationRule) {
  if (!isExpr(path)) return expr({ op: 'literal', value: `${path} ${reason}`, shape: TEXT });
  return expr({ op: 'text', parts: [...partsOf(path), ` ${reason}`], shape: TEXT });
}

/** The parts of a string and of the strings within it, to be written as one. */
function partsOf(part: string | Expr<unknown>): readonly (string | Expr<unknown>)[] {
  if (!isExpr(part)) return [part];
  const node = part[NODE];
  return node.op === 'text' ? node.parts.flatMap(partsOf) : [part];
}
