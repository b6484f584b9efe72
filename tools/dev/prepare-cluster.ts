import { prepareClusterTemplate } from '../../server/platform/cluster-template.js';

await prepareClusterTemplate();
