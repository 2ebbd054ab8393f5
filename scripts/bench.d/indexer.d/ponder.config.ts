// Where the chain and the contracts are says the file named by BENCH; the ABIs are the committed ones.
import { readFileSync } from "node:fs";
import { createConfig } from "ponder";

const bench = JSON.parse(readFileSync(process.env.BENCH!, "utf8"));
const contract = (name: string, address: string) => {
  const { abi } = JSON.parse(readFileSync(`${bench.artifacts}/${name}.json`, "utf8"));
  const events = abi.filter((entry: { type: string }) => entry.type === "event");
  return { chain: "bench", abi: events, address: address as `0x${string}`, startBlock: bench.startBlock as number };
};

export default createConfig({
  database: process.env.DATABASE_URL
    ? { kind: "postgres", connectionString: process.env.DATABASE_URL }
    : { kind: "pglite", directory: process.env.PGLITE_DIR! },
  chains: { bench: { id: bench.chainId, rpc: bench.rpc } },
  contracts: {
    Contributions: contract("Contributions", bench.contributions),
    House: contract("House", bench.house),
    Distribution: contract("Distribution", bench.distribution),
  },
});
