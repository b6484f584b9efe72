import { initialiseCluster } from '../../server/platform/cluster-template.js';

await initialiseCluster(process.argv[2] as string);
