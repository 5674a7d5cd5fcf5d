// What an app does: writes a person with an entry, or reads them back, over the URL it was given
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
const db = drizzle(pool);
const [act, name] = process.argv.slice(2);
if (act === 'write') {
  const { rows } = await db.execute(`insert into people (name) values ('${name}') returning id`);
  await db.execute(`insert into entries (author, body) values (${rows[0].id}, 'hello from ${name}')`);
}
const { rows } = await db.execute('select current_user, session_user, body from people join entries on author = people.id order by entries.id');
console.log(JSON.stringify(rows));
await pool.end();
