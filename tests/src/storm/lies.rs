//! Answers that are not what the chain said.

use alloy::primitives::{B256, U64};
use palabre_devchain::DevChain;
use serde_json::{Value, json};

use super::{
    endpoint::{Mood, ask},
    weather::Wrong,
};

fn number(value: &Value) -> Option<u64> {
    u64::from_str_radix(value.as_str()?.strip_prefix("0x")?, 16).ok()
}

fn hex(number: u64) -> Value {
    json!(U64::from(number))
}

/// The blocks that a request for logs is about, if it names them by number.
fn range(params: &Value) -> Option<(u64, u64)> {
    let filter = &params[0];
    Some((number(&filter["fromBlock"])?, number(&filter["toBlock"])?))
}

/// Why a node of this kind does not answer at all.
pub(super) fn refusal(mood: &mut Mood, method: &str, params: &Value) -> Option<(i64, String)> {
    let (from, to) = range(params).filter(|_| method == "eth_getLogs")?;
    let (most, named) = mood.weather.most_blocks?;
    if to - from < most {
        return None;
    }
    mood.wrong = true;
    let message = match named {
        true => format!("eth_getLogs is limited to a {most} block range"),
        false => "query exceeds the range that is served".to_owned(),
    };
    Some((-32602, message))
}

/// The question as a node understands it that does not know the newest blocks.
pub(super) fn seen(mood: &Mood, method: &str, params: &Value) -> Value {
    let mut params = params.clone();
    match method {
        "eth_getBlockByNumber" if params[0] == "latest" => params[0] = hex(mood.head),
        "eth_getLogs" => {
            if let Some((_, to)) = range(&params)
                && to > mood.head
            {
                // An answer that is empty where it should be an error.
                params[0]["toBlock"] = hex(mood.head);
                if number(&params[0]["fromBlock"]).is_some_and(|from| from > mood.head) {
                    params[0]["fromBlock"] = hex(mood.head);
                    params[0]["address"] = json!("0x00000000000000000000000000000000000000ff");
                }
            }
        }
        _ => {}
    }
    params
}

/// What is told in the place of `result`.
pub(super) async fn told(
    chain: &DevChain,
    mood: &mut Mood,
    (method, params): (&str, &Value),
    mut result: Value,
) -> Result<Value, String> {
    match method {
        "eth_blockNumber" => result = hex(mood.head),
        "eth_chainId" => {
            if let Some(chain_id) = mood.weather.chain_id {
                mood.wrong = true;
                result = hex(chain_id);
            }
        }
        "eth_getCode" if mood.weather.no_code => {
            mood.wrong = true;
            result = json!("0x");
        }
        "eth_getBlockByNumber" => {
            if number(&result["number"]).is_some_and(|height| height > mood.head) {
                return Ok(Value::Null);
            }
            header(mood, &mut result);
        }
        "eth_getBlockReceipts" => {
            if number(&result[0]["blockNumber"]).is_some_and(|height| height > mood.head) {
                return Ok(Value::Null);
            }
            receipts(chain, mood, &mut result).await;
        }
        "eth_getLogs" => return logs(chain, mood, params, result).await,
        _ => {}
    }
    Ok(result)
}

fn header(mood: &mut Mood, block: &mut Value) {
    if !block.is_object() {
        return;
    }
    match mood.happens(|wrong| matches!(wrong, Wrong::EmptyBloom | Wrong::OtherParent | Wrong::OtherHeight)) {
        Some(Wrong::EmptyBloom) => block["logsBloom"] = json!(alloy::primitives::Bloom::ZERO),
        Some(Wrong::OtherParent) => block["parentHash"] = json!(B256::from([mood.dice.roll() as u8; 32])),
        Some(Wrong::OtherHeight) => {
            let height = number(&block["number"]).unwrap_or_default();
            block["number"] = hex(height + 1);
        }
        _ => {}
    }
}

async fn receipts(chain: &DevChain, mood: &mut Mood, result: &mut Value) {
    let Some(list) = result.as_array_mut().filter(|list| !list.is_empty()) else { return };
    match mood.happens(|wrong| matches!(wrong, Wrong::TornReceipts | Wrong::SwappedReceipts)) {
        Some(Wrong::TornReceipts) => drop(list.remove(mood.dice.below(list.len() as u64) as usize)),
        Some(Wrong::SwappedReceipts) => {
            let other = mood.dice.below(mood.head);
            if let Ok(others) = ask(chain, "eth_getBlockReceipts", &json!([hex(other)])).await {
                *result = others;
            }
        }
        _ => {}
    }
}

async fn logs(chain: &DevChain, mood: &mut Mood, params: &Value, result: Value) -> Result<Value, String> {
    let Value::Array(mut logs) = result else { return Ok(result) };
    logs.retain(|log| number(&log["blockNumber"]).is_none_or(|height| height <= mood.head));
    if let Some((most, named)) = mood.weather.most_logs
        && logs.len() > most
    {
        mood.wrong = true;
        let (from, to) = range(params).unwrap_or_default();
        let fewer = from + (to - from) / 2;
        return Err(match named {
            true => {
                format!("query returned more than {most} results. Try with this block range [{from:#x}, {fewer:#x}].")
            }
            false => format!("query returned more than {most} results"),
        });
    }
    let many = range(params).is_some();
    let fits = |wrong| match wrong {
        Wrong::LostBlocks | Wrong::CutAfter(_) | Wrong::Strays => many,
        Wrong::LostByHash => !many,
        Wrong::TornBlock | Wrong::Shuffled | Wrong::Twice | Wrong::Removed | Wrong::Orphans | Wrong::Forged => true,
        _ => false,
    };
    if logs.is_empty() {
        return Ok(Value::Array(logs));
    }
    if let Some(wrong) = mood.happens(fits) {
        twist(chain, mood, wrong, &mut logs).await;
    }
    Ok(Value::Array(logs))
}

async fn twist(chain: &DevChain, mood: &mut Mood, wrong: Wrong, logs: &mut Vec<Value>) {
    let one = mood.dice.below(logs.len() as u64) as usize;
    let all: Vec<usize> = (0..logs.len()).filter(|place| *place == one || mood.dice.chance(200)).collect();
    match wrong {
        Wrong::LostBlocks | Wrong::LostByHash => {
            let block = logs[one]["blockNumber"].clone();
            logs.retain(|log| log["blockNumber"] != block);
        }
        Wrong::CutAfter(most) => logs.truncate(most),
        Wrong::TornBlock => drop(logs.remove(one)),
        Wrong::Shuffled => mood.dice.shuffle(logs),
        Wrong::Twice => {
            let doubles: Vec<Value> = all.iter().map(|place| logs[*place].clone()).collect();
            logs.extend(doubles);
        }
        Wrong::Removed => all.iter().for_each(|place| logs[*place]["removed"] = json!(true)),
        Wrong::Orphans => {
            let hash = json!(B256::from([mood.dice.roll() as u8; 32]));
            all.iter().for_each(|place| logs[*place]["blockHash"] = hash.clone());
        }
        Wrong::Forged => {
            // Another log's data: it can be decoded, and is not what was logged.
            let data = logs[mood.dice.below(logs.len() as u64) as usize]["data"].clone();
            logs[one]["data"] = data;
        }
        Wrong::Strays => {
            let address: Vec<Value> = logs.iter().map(|log| log["address"].clone()).collect();
            let everything = json!([{ "fromBlock": "0x0", "toBlock": hex(mood.head), "address": address }]);
            if let Ok(Value::Array(strays)) = ask(chain, "eth_getLogs", &everything).await {
                logs.extend(strays.into_iter().take(5));
            }
        }
        _ => {}
    }
}
