//! Runs a chain and its JSON-RPC interface until Ctrl-C.
//!
//! `cargo run --release -p palabre-devchain --example devchain -- --path chain.sqlite --port 8545 --dev --fund 0x...`
//!
//! `--path FILE` (default: in memory), `--port N` (default 8545, 0 for any), `--chain-id N`, `--genesis-time SECONDS`,
//! `--full` (survive power cuts), `--no-heartbeat`, `--dev`, and `--fund ADDRESS` as often as needed.

use alloy::primitives::{U256, utils::parse_ether};
use palabre_devchain::{
    DevChain, DevChainConfig, Durability,
    rpc::{RpcServerConfig, serve},
};
use std::{env, error::Error, io::Write, str::FromStr};
use tokio::net::TcpListener;

type BoxError = Box<dyn Error>;

struct Options {
    port: u16,
    chain: DevChainConfig,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, BoxError> {
    let mut options = Options { port: 8545, chain: DevChainConfig::default() };
    let balance: U256 = parse_ether("1000000")?;
    while let Some(flag) = arguments.next() {
        let chain = &mut options.chain;
        match flag.as_str() {
            "--path" => chain.path = Some(value(&flag, &mut arguments)?),
            "--port" => options.port = value(&flag, &mut arguments)?,
            "--chain-id" => chain.chain_id = Some(value(&flag, &mut arguments)?),
            "--genesis-time" => chain.genesis_time = Some(value(&flag, &mut arguments)?),
            "--fund" => chain.genesis_accounts.push((value(&flag, &mut arguments)?, balance)),
            "--full" => chain.durability = Durability::Full,
            "--no-heartbeat" => chain.heartbeat = None,
            "--dev" => chain.dev = true,
            unknown => return Err(format!("unknown flag {unknown}").into()),
        }
    }
    Ok(options)
}

fn value<T: FromStr<Err: Error + 'static>>(
    flag: &str,
    arguments: &mut impl Iterator<Item = String>,
) -> Result<T, BoxError> {
    let text = arguments.next().ok_or_else(|| format!("{flag} needs a value"))?;
    Ok(text.parse()?)
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let Options { port, chain } = options(env::args().skip(1))?;
    let chain = DevChain::open(chain)?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let mut out = std::io::stdout();
    writeln!(out, "chain {} at block {}", chain.chain_id(), chain.head().number)?;
    writeln!(out, "listening on http://{}", listener.local_addr()?)?;
    let stop = async {
        // Without a signal handler the process can still be killed, which the chain survives.
        let _ = tokio::signal::ctrl_c().await;
    };
    serve(listener, chain, RpcServerConfig::default(), stop).await?;
    Ok(())
}
