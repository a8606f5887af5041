import { itMakesWhatWasReviewed } from '../../support/everything-on';

itMakesWhatWasReviewed('mcp-box');
