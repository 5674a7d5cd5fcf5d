// Makes, reads, resets and deletes a role with @distilled.cloud/planetscale as it comes from npm, which decodes every field of every answer
import { Effect, Layer, Redacted } from "effect";
import * as FetchHttpClient from "effect/unstable/http/FetchHttpClient";
import * as planetscale from "@distilled.cloud/planetscale/Operations";
import { Credentials } from "@distilled.cloud/planetscale";

const credentials = Layer.succeed(Credentials, Effect.succeed({
  tokenId: Redacted.make(process.env.PLANETSCALE_SERVICE_TOKEN_ID),
  token: Redacted.make(process.env.PLANETSCALE_SERVICE_TOKEN),
  organization: "emulated",
  apiBaseUrl: process.env.PLANETSCALE_API_URL,
}));
const run = (effect) => Effect.runPromise(effect.pipe(Effect.provide(Layer.mergeAll(FetchHttpClient.layer, credentials))));
const at = { organization: "emulated", database: "carpool", branch: "main" };
const reveal = (password) => (typeof password === "string" ? password : Redacted.value(password));

await run(planetscale.getDatabase({ organization: at.organization, database: at.database }));
await run(planetscale.getBranch(at));
const made = await run(planetscale.createRole({ ...at, name: "distilled", inherited_roles: ["pg_read_all_data"] }));
const read = await run(planetscale.getRole({ ...at, id: made.id }));
const listed = await run(planetscale.listRoles(at));
const reset = await run(planetscale.resetRole({ ...at, id: made.id }));
console.log(JSON.stringify({ id: read.id, username: read.username, listed: listed.data.length, first: reveal(made.password), second: reveal(reset.password) }));
await run(planetscale.deleteRole({ ...at, id: made.id, successor: "postgres" }));
const gone = await run(planetscale.getRole({ ...at, id: made.id }).pipe(Effect.match({ onFailure: (error) => error._tag, onSuccess: () => "there" })));
console.log(JSON.stringify({ gone }));
