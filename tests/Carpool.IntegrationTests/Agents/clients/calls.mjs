// Calls tools with @modelcontextprotocol/sdk as it comes from npm: each line of standard input is a call, each line of standard output its answer
import readline from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: "calls", version: "1.0.0" });
await client.connect(new StdioClientTransport({ command, args, env: process.env, stderr: "inherit" }));
const say = (what) => console.log(JSON.stringify(what));
const { tools } = await client.listTools();
say({ tools, instructions: client.getInstructions(), server: client.getServerVersion() });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { name, arguments: given } = JSON.parse(line);
  const progress = [];
  try {
    // The SDK asks for progress, and holds what is structured against the tool's schema where there is one
    const result = await client.callTool({ name, arguments: given }, undefined, { onprogress: (step) => progress.push(step.message), timeout: 120_000 });
    say({ isError: result.isError ?? false, document: result.structuredContent ?? null, text: result.content[0]?.text ?? null, progress });
  } catch (error) {
    say({ refused: error.message, progress });
  }
}
await client.close();
