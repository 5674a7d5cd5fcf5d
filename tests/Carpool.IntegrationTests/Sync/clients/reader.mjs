// Reads so many changes of rows from a slot with pg-logical-replication as it comes from npm; prints a line of JSON for each
import { LogicalReplicationService, PgoutputPlugin } from "pg-logical-replication";

const [slot, publication, count] = process.argv.slice(2);
const service = new LogicalReplicationService({ connectionString: process.env.SYNC_URL }, { acknowledge: { auto: false, timeoutSeconds: 0 } });
let left = Number(count);
service.on("data", async (lsn, message) => {
  if (["insert", "update", "delete"].includes(message.tag) && left > 0) {
    console.log(JSON.stringify({ tag: message.tag, table: message.relation.name, old: message.old ?? null, new: message.new ?? null }));
    left -= 1;
  }
  if (message.tag === "commit" && left === 0) {
    await service.acknowledge(message.commitEndLsn ?? lsn);
    await service.stop();
    process.exit(0);
  }
});
service.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
setTimeout(() => process.exit(2), 60_000).unref();
await service.subscribe(new PgoutputPlugin({ protoVersion: 1, publicationNames: [publication] }), slot);
