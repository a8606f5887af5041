import { Everything, everythingBeside } from '../support/everything';
import { itTakesEmptyValues } from './empty-values';

// It has every kind of value; those of the stacks are in empty-values.exhaustive.test.ts.
itTakesEmptyValues({ name: 'everything', template: () => new Everything(), bases: [{}, everythingBeside] });
