//! A chain of a few lines for tests: it answers the relay's questions from a table, takes transactions, and mines them
//! when told to. What contracts decide is decided in the end-to-end tests, against the real ones.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use alloy::{
    consensus::{Transaction, TxEnvelope, transaction::SignerRecoverable},
    eips::Decodable2718,
    primitives::{Address, B256, Bytes, U256, hex},
    providers::{DynProvider, Provider, ProviderBuilder},
    rpc::{
        client::RpcClient,
        json_rpc::{ErrorPayload, RequestPacket, Response, ResponsePacket, ResponsePayload, SerializedRequest},
        types::{Block, TransactionRequest},
    },
    signers::local::PrivateKeySigner,
    sol_types::SolCall,
    transports::{TransportError, TransportErrorKind, TransportFut},
};
use palabre_contracts::{Community, Contracts};
use palabre_indexer::testing::Place;
use serde_json::{Value, json, value::to_raw_value};

use super::{Entropy, Relay, RelayConfig, RelaySetup};
use crate::clock::Clock;

/// Time of the test world.
pub(crate) const NOW: u64 = 1_800_000_000;
/// Its chain.
pub(crate) const CHAIN_ID: u64 = 8_453_001;

/// A key with this number.
pub(crate) fn key(number: u8) -> PrivateKeySigner {
    PrivateKeySigner::from_bytes(&B256::repeat_byte(number)).unwrap()
}

/// Addresses that tell the contracts apart.
pub(crate) fn contracts() -> Contracts {
    Contracts::in_order(Address::repeat_byte(0xc1), |place| Address::repeat_byte(0xc1 + place))
}

/// The community of the test world.
pub(crate) fn community() -> Community {
    Community {
        slug: "demo".parse().unwrap(),
        name: "Démo".to_owned(),
        chain_id: CHAIN_ID,
        from_block: 0,
        contracts: contracts(),
    }
}

type Answer = Result<Vec<u8>, Vec<u8>>;

/// What the chain knows.
#[derive(Default)]
pub(crate) struct World {
    answers: HashMap<(Address, Vec<u8>), Answer>,
    by_selector: HashMap<(Address, [u8; 4]), Answer>,
    code: HashMap<Address, Bytes>,
    /// Refuses all calls with signatures and all estimates with this.
    pub(crate) revert: Option<Vec<u8>>,
    /// Revert data of calls that create a contract.
    pub(crate) creation: Option<Vec<u8>>,
    /// Revert data of transactions when they are mined.
    pub(crate) mined_reverts: bool,
    /// Transactions that wait for a block.
    pub(crate) pool: Vec<TxEnvelope>,
    /// How often a transaction was handed over.
    pub(crate) broadcasts: usize,
    /// The node is away.
    pub(crate) down: bool,
    /// Wei per gas.
    pub(crate) base_fee: u64,
    /// Wei of the relay.
    pub(crate) balance: U256,
    receipts: HashMap<B256, Value>,
    nonces: HashMap<Address, u64>,
    head: u64,
}

/// The chain's handle; clones are the same chain.
#[derive(Clone, Default)]
pub(crate) struct FakeChain(Arc<Mutex<World>>);

impl FakeChain {
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers exactly this call.
    pub(crate) fn answer<C: SolCall>(&self, contract: Address, call: &C, answer: &C::Return) {
        let data = C::abi_encode_returns(answer);
        self.world().answers.insert((contract, call.abi_encode()), Ok(data));
    }

    /// Refuses exactly this call.
    pub(crate) fn refuse<C: SolCall>(&self, contract: Address, call: &C, error: &impl alloy::sol_types::SolError) {
        self.world().answers.insert((contract, call.abi_encode()), Err(error.abi_encode()));
    }

    /// Answers this function, whatever its arguments.
    pub(crate) fn answer_all<C: SolCall>(&self, contract: Address, answer: &C::Return) {
        self.world().by_selector.insert((contract, C::SELECTOR), Ok(C::abi_encode_returns(answer)));
    }

    /// Lets a contract answer any call with these bytes.
    pub(crate) fn deploy(&self, contract: Address) {
        self.deploy_code(contract, Bytes::from_static(&[0xfe]));
    }

    /// Puts code at an address.
    pub(crate) fn deploy_code(&self, contract: Address, code: Bytes) {
        self.world().code.insert(contract, code);
    }

    pub(crate) fn provider(&self) -> DynProvider {
        ProviderBuilder::new().disable_recommended_fillers().connect_client(RpcClient::new(self.clone(), true)).erased()
    }

    /// Puts everything that waits into a block.
    pub(crate) fn mine(&self) {
        let mut world = self.world();
        world.head += 1;
        let pool = std::mem::take(&mut world.pool);
        for transaction in pool {
            let sender = transaction.recover_signer().unwrap();
            world.nonces.insert(sender, transaction.nonce() + 1);
            let receipt = receipt(&world, &transaction, sender);
            world.receipts.insert(*transaction.tx_hash(), receipt);
        }
    }

    /// Another program uses a key.
    pub(crate) fn use_nonce(&self, address: Address) {
        *self.world().nonces.entry(address).or_default() += 1;
    }

    fn handle(&self, request: &SerializedRequest) -> Result<Result<Value, ErrorPayload>, TransportError> {
        let params: Value = request.params().map_or(Value::Null, |raw| serde_json::from_str(raw.get()).unwrap());
        let mut world = self.world();
        if world.down {
            return Err(TransportErrorKind::custom_str("the node is away"));
        }
        Ok(world.handle(request.method(), &params))
    }
}

impl World {
    fn handle(&mut self, method: &str, params: &Value) -> Result<Value, ErrorPayload> {
        let address = || params[0].as_str().unwrap().parse::<Address>().unwrap();
        Ok(match method {
            "eth_getBlockByNumber" => {
                let mut block: Block = Block::default();
                block.header.inner.timestamp = NOW;
                block.header.inner.base_fee_per_gas = Some(self.base_fee);
                serde_json::to_value(block).unwrap()
            }
            "eth_call" => json!(Bytes::from(self.call(params)?)),
            "eth_estimateGas" => self.call(params).map(|_| json!("0x30d40"))?,
            "eth_getCode" => json!(self.code.get(&address()).cloned().unwrap_or_default()),
            "eth_getBalance" => json!(self.balance),
            "eth_gasPrice" => json!(U256::from(self.base_fee)),
            "eth_maxPriorityFeePerGas" => json!("0x1"),
            "eth_getTransactionCount" => json!(U256::from(self.nonces.get(&address()).copied().unwrap_or_default())),
            "eth_sendRawTransaction" => self.take(params[0].as_str().unwrap())?,
            "eth_getTransactionReceipt" => {
                let hash: B256 = params[0].as_str().unwrap().parse().unwrap();
                self.receipts.get(&hash).cloned().unwrap_or(Value::Null)
            }
            other => panic!("the test chain does not know {other}"),
        })
    }

    fn call(&self, params: &Value) -> Result<Vec<u8>, ErrorPayload> {
        let request: TransactionRequest = serde_json::from_value(params[0].clone()).unwrap();
        let Some(to) = request.to.and_then(|to| to.to().copied()) else {
            return self.creation.as_ref().map_or(Ok(Vec::new()), |data| Err(reverted(data)));
        };
        let data = request.input.input().cloned().unwrap_or_default();
        let selector: [u8; 4] = data[..4].try_into().unwrap();
        let known = self.answers.get(&(to, data.to_vec())).or_else(|| self.by_selector.get(&(to, selector)));
        match (known, &self.revert) {
            (Some(Ok(data)), _) => Ok(data.clone()),
            (Some(Err(data)), _) | (None, Some(data)) => Err(reverted(data)),
            (None, None) => Ok(Vec::new()),
        }
    }

    fn take(&mut self, raw: &str) -> Result<Value, ErrorPayload> {
        self.broadcasts += 1;
        let bytes = hex::decode(raw).unwrap();
        let transaction = TxEnvelope::decode_2718(&mut bytes.as_slice()).unwrap();
        let sender = transaction.recover_signer().unwrap();
        if transaction.nonce() < self.nonces.get(&sender).copied().unwrap_or_default() {
            return Err(ErrorPayload { code: -32000, message: "nonce too low".into(), data: None });
        }
        let hash = *transaction.tx_hash();
        self.pool.retain(|other| other.nonce() != transaction.nonce());
        self.pool.push(transaction);
        Ok(json!(hash))
    }
}

fn reverted(data: &[u8]) -> ErrorPayload {
    let data = to_raw_value(&hex::encode_prefixed(data)).unwrap();
    ErrorPayload { code: 3, message: "execution reverted".into(), data: Some(data) }
}

fn receipt(world: &World, transaction: &TxEnvelope, sender: Address) -> Value {
    json!({
        "transactionHash": transaction.tx_hash(),
        "transactionIndex": "0x0",
        "blockHash": B256::repeat_byte(world.head as u8),
        "blockNumber": U256::from(world.head),
        "from": sender,
        "to": transaction.to(),
        "cumulativeGasUsed": "0x5208",
        "gasUsed": "0x5208",
        "effectiveGasPrice": "0x1",
        "contractAddress": null,
        "logs": [],
        "logsBloom": alloy::primitives::Bloom::ZERO,
        "type": "0x2",
        "status": if world.mined_reverts { "0x0" } else { "0x1" },
    })
}

impl tower::Service<RequestPacket> for FakeChain {
    type Response = ResponsePacket;
    type Error = TransportError;
    type Future = TransportFut<'static>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, packet: RequestPacket) -> TransportFut<'static> {
        let answer = |request: &SerializedRequest| -> Result<Response, TransportError> {
            let payload = match self.handle(request)? {
                Ok(value) => ResponsePayload::Success(to_raw_value(&value).unwrap()),
                Err(error) => ResponsePayload::Failure(error),
            };
            Ok(Response { id: request.id().clone(), payload })
        };
        let response = match &packet {
            RequestPacket::Single(request) => answer(request).map(ResponsePacket::Single),
            RequestPacket::Batch(requests) => {
                requests.iter().map(answer).collect::<Result<_, _>>().map(ResponsePacket::Batch)
            }
        };
        Box::pin(std::future::ready(response))
    }
}

/// A relay on a chain of its own, with a database file that outlives it.
pub(crate) struct Bench {
    pub(crate) chain: FakeChain,
    pub(crate) relay: Relay,
    pub(crate) community: Community,
    pub(crate) clock: Arc<Mutex<u64>>,
    place: Place,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        Self::with(RelayConfig::default()).await
    }

    pub(crate) async fn with(config: RelayConfig) -> Self {
        let (chain, place, clock) = (FakeChain::default(), Place::new().await, Arc::new(Mutex::new(NOW)));
        chain.world().base_fee = 100;
        chain.world().balance = U256::from(10).pow(U256::from(18));
        let relay = open(&chain, &place, &clock, config).await;
        Self { chain, relay, community: community(), clock, place }
    }

    /// The same database and chain in a new process.
    pub(crate) async fn restart(&mut self) {
        self.relay = open(&self.chain, &self.place, &self.clock, RelayConfig::default()).await;
    }

    /// Connections to the relay's tables.
    pub(crate) async fn pool(&self) -> palabre_indexer::sql::Pool {
        self.place.pool().await
    }

    pub(crate) fn wait(&self, seconds: u64) {
        *self.clock.lock().unwrap() += seconds;
    }
}

async fn open(chain: &FakeChain, place: &Place, clock: &Arc<Mutex<u64>>, config: RelayConfig) -> Relay {
    let clock = Arc::clone(clock);
    let count = Mutex::new(0_u64);
    Relay::open(RelaySetup {
        provider: chain.provider(),
        chain_id: CHAIN_ID,
        pool: place.pool().await,
        key: key(0xf1),
        founding_key: key(0xf2),
        config,
        clock: Clock::new(move || *clock.lock().unwrap()),
        entropy: Entropy::new(move || {
            let mut count = count.lock().unwrap();
            *count += 1;
            alloy::primitives::keccak256(count.to_be_bytes())
        }),
    })
    .await
    .unwrap()
}
