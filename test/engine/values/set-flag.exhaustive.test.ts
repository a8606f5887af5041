import fc from 'fast-check';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { coalesce } from '../../../lib/engine/values/merge';
import { applySetFlag, SetFlagError } from '../../../lib/engine/values/set-flag';
import { ValuesChart, type Outcome } from './values-chart';
import { FILE, type Flag } from './flags';

let chart: ValuesChart;
beforeAll(() => {
  chart = new ValuesChart('{}\n');
});
afterAll(() => chart.remove());

type Verdict = JsonObject | 'rejected';

const ofHelm = (outcome: Outcome): Verdict => (outcome.ok ? outcome.values : 'rejected');

function ofOurs(file: JsonObject, flags: readonly string[], flag: Flag): Verdict {
  try {
    // Helm puts what is given over the values of the chart, and this chart has none.
    return coalesce(
      {},
      flags.reduce((values, text) => applySetFlag(values, text, flag === 'setString'), file),
    );
  } catch (error) {
    if (error instanceof SetFlagError) return 'rejected';
    throw error;
  }
}

/** Given a values file and flags, when Helm and we read them, then the values are the same or all reject. */
async function expectAsHelm(flags: readonly string[], file: JsonObject = {}, flag: Flag = 'set') {
  const [helm3, helm4] = await chart.renderBoth({ files: [file], [flag]: flags });
  const ours = ofOurs(file, flags, flag);
  expect({ helm3: ofHelm(helm3), helm4: ofHelm(helm4) }).toEqual({ helm3: ours, helm4: ours });
  return ours;
}

const dots = (count: number): string => `${'k.'.repeat(count)}k=1`;

describe('--set gives the values that Helm 3 and 4 give', () => {
  describe('for keys', () => {
    it.each([
      'a=1', 'a.b=1', 'a.b.c=1', 'a-b=1', 'a b=1', 'é.日本=😀', 'a=1,b=2', 'a.b=1,a.c=2', 'a.b=1,c=2,a.b=3', 'a=1,', 'a\\.b=c',
      'a\\=b=c', 'a\\,b=c', 'a\\[0\\]=x', '\\😀=x', 'a]=1', '"a"=1', '__proto__=1', '__proto__.x=1', 'constructor.x=1',
      'toString[0]=1', '', dots(30),
    ])('%s', async (argument) => {
      expect(await expectAsHelm([argument])).not.toBe('rejected');
    }); // prettier-ignore
  });

  describe('for lists', () => {
    it.each([
      'a={x,y}', 'a={}', 'a={x}', 'a={,}', 'a={1,true,null,0755,}', 'a={x},b=1', 'a={x}b=1', 'a={a\\,b,c\\}d}', 'a=\\{x\\}', 'a=x}',
      'a=x{y}', 'a= {x}', 'a[0]=x', 'a[1]=x', 'a[2]=x,a[0]=y', 'a[0].b=c', 'a[0].b=c,a[0].d=e', 'a[1].b=c', 'a[0][0]=x',
      'a[0][1].b=x', 'a[0]={x,y}', 'a[0]=', 'a[0].b=,c=1', 'a[0].b[1]=', 'a={x,y},a[1]=z', 'a[65536]=1', 'a[01]=1', 'a[+1]=1',
      'a[-0]=1', 'a[\\1]=1', 'a={x},a[0].b=1', 'a={null},a[0].b=1', 'a[0][0]=1,a[0].b=2',
    ])('%s', async (argument) => {
      expect(await expectAsHelm([argument])).not.toBe('rejected');
    }); // prettier-ignore
  });

  describe('for values', () => {
    it.each([
      'a=', 'a=,b=1', 'a=b ', 'a= b', 'a=b=c', 'a=b\\,c', 'a=b\\\\c', 'a=\\x', 'a=b\\', 'a=b\nc', 'a="x"', "a='x'", 'a=x.y[0]',
      'a=true', 'a=false', 'a=null', 'a=TRUE', 'a=False', 'a=nUll', 'a=falſe', 'a=yes', 'a=~', 'a=5', 'a=-5', 'a=+5', 'a=0', 'a=-0',
      'a=+0', 'a=00', 'a=01', 'a=0755', 'a=-01', 'a=+007', 'a=- 1', 'a=1 ', 'a=0x1F', 'a=1.5', 'a=.5', 'a=1e3', 'a=1_000', 'a=٣',
      'a=1000000', 'a=999999999999', 'a=9007199254740991', 'a=9223372036854775808', 'a=-9223372036854775809',
      'a=123456789012345678901234567890', 'a=-', 'a=+',
    ])('%s', async (argument) => {
      expect(await expectAsHelm([argument])).not.toBe('rejected');
    }); // prettier-ignore
  });

  describe('over those of a values file, for', () => {
    it.each([
      'list[0]=z', 'list[2]=z', 'list[4]=z', 'list=null', 'list={}', 'list[0].a=1', 'maps[0].a=2', 'maps[0].c=2', 'maps[2].c=2',
      'maps[1]=x', 'maps[0]=null', 'maps[0].a=', 'lists[0][0]=2', 'lists[0][1]=2', 'lists[2][0]=1', 'lists[3][0]=1', 'lists[0].a=1',
      'map.b=2', 'map=null', 'map.a=null', 'map=x', 'empty.a=1', 'text=u', 'nothing=1', 'text={a}',
    ])('%s', async (argument) => {
      expect(await expectAsHelm([argument], FILE)).not.toBe('rejected');
    }); // prettier-ignore
  });

  it('for several flags, each over those before', async () => {
    expect(await expectAsHelm(['a.b=1', 'a.c=x', 'list[0]=z', 'a.b=null', 'list[2]=q'], FILE)).toMatchObject({
      a: { b: null, c: 'x' },
      list: ['z', 'y', 'q'],
    });
  });
});

describe('--set-string gives the values that Helm 3 and 4 give', () => {
  it.each([
    'a=1', 'a=true', 'a=null', 'a=0755', 'a=', 'a={1,true,null}', 'a={}', 'a[1]=1', 'a.b=1,c=2', 'a=b\\,c', 'list[0]=1', 'map.a=5',
    'a=9223372036854775808',
  ])('for %s', async (argument) => {
    expect(await expectAsHelm([argument], FILE, 'setString')).not.toBe('rejected');
  }); // prettier-ignore
});

describe('--set rejects what Helm 3 and 4 reject', () => {
  it.each([
    'a', 'a.b', 'a=1,b', 'a,b=1', ',a=1', 'a=1,,b=2', 'a\\', 'a..b=1', 'a.=1', '.=1', 'a.[0]=1', 'a[]=1', 'a[x]=1', 'a[-1]=1',
    'a[ 1]=1', 'a[1.5]=1', 'a[1_0]=1', 'a[65537]=1', 'a[65537].b=1', 'a[99999999]=1', 'a[99999999999999999999]=1', 'a[0]b=1',
    'a[0],b=1', 'a[0].b', 'a={x', 'a={x\\}', 'a={', 'a={x}y', 'a={{x}}', dots(31), 'a=1,a.b=2', 'a=1,a[0]=2', 'a={x},a.b=1',
    'a.b=1,a[0]=1', 'a=null,a.b=1', 'a=null,a[0]=1', 'a={x},a[0][0]=1', 'a[0].b=1,a[0][0]=2',
  ])('%s', async (argument) => {
    expect(await expectAsHelm([argument])).toBe('rejected');
  }); // prettier-ignore

  it.each([
    'list.a=1', 'list.[0]=1', 'map[0]=1', 'map.a.b=1', 'text.a=1', 'text[0]=1', 'nothing.a=1', 'nothing[0]=1', 'lists[1][0]=1',
    'maps[0][0]=1',
  ])('%s over a values file', async (argument) => {
    expect(await expectAsHelm([argument], FILE)).toBe('rejected');
  }); // prettier-ignore
});

describe('--set rejects what Helm drops without a word', () => {
  // What Helm 4 makes of it; Helm 3 rejects some.
  it.each<[string, JsonObject]>([
    ['=1', {}],
    ['=', {}],
    ['.a=1', {}],
    ['[0]=1', {}],
    ['\\', {}],
    ['a.', {}],
    ['a.b.', {}],
    ['a.=', {}],
    ['a[', {}],
    ['a[=1', {}],
    ['a[1', {}],
    ['a[0][1', { a: [] }],
    ['a[0]', { a: [] }],
    ['a[0].', { a: [] }],
    ['a[0].b=', { a: [] }],
    ['a[0].b.c=', { a: [] }],
    ['a[0].=1', { a: [{}] }],
    ['a[0].[1]=x', { a: [{}] }],
  ])('%s', async (argument, left) => {
    expect(await chart.render(4, { set: [argument] })).toEqual({ ok: true, values: left });
    expect(ofOurs({}, [argument], 'set')).toBe('rejected');
  });
});

describe('--set agrees with Helm 3 and 4 on generated flags', () => {
  const words = fc.constantFrom('a', 'b', 'list', 'maps', 'map', 'c-d', 'é', 'a\\.b', 'text');
  const indexes = fc.constantFrom('[0]', '[1]', '[3]');
  const steps = fc.tuple(words, fc.array(indexes, { maxLength: 2 }));
  const keys = fc
    .array(steps, { minLength: 1, maxLength: 3 })
    .map((path) => path.map(([word, inner]) => word + inner.join('')).join('.'));
  const scalars = fc.oneof(
    fc.constantFrom('x', 'true', 'NULL', '0', '-0', '+5', '0755', '1.5', 'x\\,y', ' ', '\\{', 'x=y'),
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  );
  const values = fc.oneof(
    { arbitrary: scalars, weight: 4 },
    { arbitrary: fc.array(scalars, { maxLength: 3 }).map((items) => `{${items.join(',')}}`), weight: 1 },
  );
  const assignments = fc
    .array(
      fc.tuple(keys, values).map(([key, value]) => `${key}=${value}`),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join(','));

  it('that are well-formed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(assignments, { minLength: 1, maxLength: 2 }), async (flags) => {
        await expectAsHelm(flags, FILE);
      }),
      { seed: 20_261_121, numRuns: 80 },
    );
  });

  it('that are well-formed, as text', async () => {
    await fc.assert(
      fc.asyncProperty(assignments, async (flag) => {
        await expectAsHelm([flag], FILE, 'setString');
      }),
      { seed: 20_261_121, numRuns: 30 },
    );
  });

  it('that are anything, unless it is rejected here alone', async () => {
    const anything = fc
      .array(
        fc.constantFrom('a', 'b', 'x', '1', '0', '.', ',', '=', '[', ']', '{', '}', '\\', '[0]', 'a=1,'),
        {
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(''))
      // A flag of Helm itself.
      .filter((text) => !text.startsWith('-'));
    await fc.assert(
      fc.asyncProperty(anything, async (flag) => {
        const [helm3, helm4] = await chart.renderBoth({ set: [flag] });
        const ours = ofOurs({}, [flag], 'set');
        // What is rejected here and dropped by Helm is tested above; what is taken here must be taken alike.
        if (ours !== 'rejected') expect([ofHelm(helm3), ofHelm(helm4)]).toEqual([ours, ours]);
      }),
      { seed: 20_261_121, numRuns: 80 },
    );
  });
});
