import { itMakesWhatWasReviewed } from '../../support/everything-on';

itMakesWhatWasReviewed('jairouter');
