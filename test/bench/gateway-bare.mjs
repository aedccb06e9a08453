// The gateway that ours is measured against: @apollo/gateway as its documentation starts it, with the default data
// source, sending one pre-signed principal.
import { readFile } from 'node:fs/promises';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const urls = JSON.parse(process.env.KAMKOR_SUBGRAPHS);
const gateway = new ApolloGateway({
  supergraphSdl: await readFile(process.env.KAMKOR_SUPERGRAPH, 'utf8'),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: urls[name],
      willSendRequest: ({ request }) => request.http.headers.set('kamkor-principal', process.env.BENCH_PRINCIPAL),
    }),
});
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
console.log(JSON.stringify({ msg: 'ready', port: Number(new URL(url).port) }));
process.on('message', () => process.send(process.cpuUsage()));
process.on('disconnect', () => process.exit(0));
