// One subgraph of the gateway's bench, in a process of its own. Prints its address as JSON.
import { birthsFixture, civilRegistryFixture } from '../../gateway/dist/src/testing/registry-fixtures.js';

const make = { births: birthsFixture, 'civil-registry': civilRegistryFixture }[process.argv[2]];
const { url } = await make(process.env.KAMKOR_PRINCIPAL_PUBLIC_KEY);
console.log(JSON.stringify({ msg: 'ready', url }));
process.on('disconnect', () => process.exit(0));
