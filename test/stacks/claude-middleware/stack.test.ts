import { itMakesWhatWasReviewed } from '../../support/everything-on';

itMakesWhatWasReviewed('claude-middleware');
