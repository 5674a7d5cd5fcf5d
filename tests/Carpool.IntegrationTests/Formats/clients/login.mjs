// Logs in with each URL on stdin and prints the query's one value; node_modules are those of the folder named first
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [folder, query] = process.argv.slice(2);
const pg = createRequire(`${folder}/package.json`)('pg');
for await (const connectionString of createInterface({ input: process.stdin })) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query({ text: query, rowMode: 'array' });
  console.log(rows[0][0]);
  await client.end();
}
