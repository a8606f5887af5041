import { THOUSANDTHS } from '../template/quantity';
import { quoted } from '../yaml/scalar';

/** The name of the helper that compares quantities, without the chart's name in front. */
export const QUANTITY_HELPER = 'exceeds';

/** The helper by which a chart compares quantities: Helm has no function for them. */
export function quantityHelper(chart: string): string {
  const dictOf = (binary: boolean) =>
    Object.entries(THOUSANDTHS)
      .filter(([unit]) => unit.endsWith('i') === binary)
      .map(([unit, factor]) => `${quoted(unit)} ${factor.toExponential()}`)
      .join('\n    ');
  return `{{/*
Whether the first of two Kubernetes quantities, such as 500m or 1Gi, is above the second one; not where one of them is absent.
As strings, since the number 0 is a quantity too and would be taken for an absent one.
*/}}
{{- define ${quoted(`${chart}.${QUANTITY_HELPER}`)} -}}
{{- $amount := cat (index . 0) }}
{{- $limit := cat (index . 1) }}
{{- if and $amount $limit }}
  {{- $amount = include "${chart}.thousandths" $amount | float64 }}
  {{- $limit = include "${chart}.thousandths" $limit | float64 }}
  {{- if gt $amount $limit }}true{{ end }}
{{- end }}
{{- end }}

{{/*
A Kubernetes quantity in thousandths.
*/}}
{{- define "${chart}.thousandths" -}}
{{- $factors := dict
    ${dictOf(false)}
    ${dictOf(true)}
}}
{{- $unit := regexFind "[A-Za-z]*$" . }}
{{- mulf (trimSuffix $unit .) (get $factors $unit) }}
{{- end }}
`;
}
