import { z } from 'zod';
import type { Json, ObjectType } from '../../../lib/engine/values/declaration';
import { objectSentences } from '../../../lib/engine/values/object-sentences';

const TYPE: ObjectType = {
  name: 'Step',
  schemas: {
    Step: { type: 'object', additionalProperties: false, properties: { seconds: { type: 'integer' } } },
  },
};
const schema = z.strictObject({ step: z.strictObject({ seconds: z.int().optional() }) });

function sentencesFor(step: Json): readonly string[] {
  const result = schema.safeParse({ step });
  const found = (result.error?.issues ?? []).flatMap((issue) =>
    objectSentences(issue, TYPE, ['step'], (path) =>
      path.length === 1 ? step : (step as Record<string, Json>)['seconds'],
    ),
  );
  return found.map(({ path, sentence }) => `${path.join('.')}: ${sentence}`);
}

it('names each field that is not known, with the one that may be meant', () => {
  expect(sentencesFor({ second: 1, other: 2 })).toEqual([
    'step.second: step.second is no field of the Kubernetes API there. Did you mean seconds?',
    'step.other: step.other is no field of the Kubernetes API there. There are: seconds.',
  ]);
});

it('says what a field is and what it must be', () => {
  expect(sentencesFor({ seconds: 'x'.repeat(100) })).toEqual([
    `step.seconds: step.seconds is "${'x'.repeat(76)}...; it must be an integer.`,
  ]);
});

it('says nothing of what the type does not have, for which there is another sentence', () => {
  const [issue] =
    z.strictObject({ step: z.strictObject({ other: z.int() }) }).safeParse({ step: { other: 'x' } }).error
      ?.issues ?? [];
  expect(issue && objectSentences(issue, TYPE, ['step'], () => 'x')).toEqual([]);
});
