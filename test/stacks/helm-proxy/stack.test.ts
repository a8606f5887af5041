import { itMakesWhatWasReviewed } from '../../support/everything-on';

itMakesWhatWasReviewed('helm-proxy');
