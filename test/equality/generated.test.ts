import { allRenderAlike } from '../support/generated';

// Some of those of generated.exhaustive.test.ts, which are the same ones to begin with.
allRenderAlike(18);
