// Makes a role and the default one with alchemy as it comes from npm, or with the word `destroy` deletes them; prints what it was given, a line of JSON each
import alchemy from "alchemy";
import { DefaultRole, Role } from "alchemy/planetscale";

const phase = process.argv[2] ?? "up";
const where = { baseUrl: process.env.PLANETSCALE_API_URL, organization: "emulated", database: "carpool", branch: "main" };
const app = await alchemy("carpool", { phase, stage: "test", password: "of no importance", quiet: true, noTrack: true, rootDir: process.env.ALCHEMY_STATE });
if (phase === "up") {
  const first = await DefaultRole("default", { ...where, forceReset: true });
  console.log(JSON.stringify({ username: first.username, password: first.password.unencrypted }));
  const role = await Role("reader", { ...where, inheritedRoles: ["pg_read_all_data"], ttl: 3600, delete: true });
  console.log(JSON.stringify({ id: role.id, username: role.username, password: role.password.unencrypted, expires: role.expiresAt }));
}
await app.finalize();
