import { itMakesWhatWasReviewed } from '../../support/everything-on';

itMakesWhatWasReviewed('claude-relay');
