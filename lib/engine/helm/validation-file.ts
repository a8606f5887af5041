import { expr, isExpr, NODE, TEXT, type Expr } from '../template/expression';
import type { Refusal } from '../template/stack-template';
import { goArgument, goExpression } from './go-expression';
import { within } from './resource-file';
import { TemplateWriter } from './template-writer';

/** `templates/refusals.yaml`: gives no object, but stops Helm with a sentence where the values do not go together. */
export function refusalsFile(chart: string, refusals: readonly Refusal[]): string {
  const writer = new TemplateWriter(chart);
  for (const refusal of refusals) {
    within(writer, refusal.scopes, writer.top(), false, (at) =>
      writer.onlyIf(0, goExpression(refusal.when, at), () => {
        writer.line(0, `{{- fail ${goArgument(sentence(refusal), at)} }}`);
      }),
    );
  }
  return writer.toString();
}

function sentence({ path, because }: Refusal) {
  if (!isExpr(path)) return expr({ op: 'literal', value: `${path} ${because}`, shape: TEXT });
  return expr({ op: 'text', parts: [...partsOf(path), ` ${because}`], shape: TEXT });
}

/** The parts of a string and of the strings within it, to be written as one. */
function partsOf(part: string | Expr<unknown>): readonly (string | Expr<unknown>)[] {
  if (!isExpr(part)) return [part];
  const node = part[NODE];
  return node.op === 'text' ? node.parts.flatMap(partsOf) : [part];
}
