import { allRenderAlike } from '../support/generated';

allRenderAlike(360);
