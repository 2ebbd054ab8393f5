use crate::world::{World, signed};
use alloy::primitives::{Address, hex};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use palabre_devchain::rpc::{RpcServerConfig, router, serve};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};
use tower::ServiceExt;

fn server(world: &World) -> Router {
    router(world.chain.clone(), RpcServerConfig { body_limit: 2_000, ..RpcServerConfig::default() })
}

async fn ask(server: &Router, headers: &[(&str, &str)], method: &str, body: String) -> Response<Body> {
    let mut request = Request::builder().method(method).uri("/").header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    server.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
}

async fn post(server: &Router, body: impl ToString) -> Value {
    let response = ask(server, &[("host", "localhost:8545")], "POST", body.to_string()).await;
    assert_eq!(response.status(), StatusCode::OK);
    serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
}

#[tokio::test]
async fn single_requests_and_batches_are_answered_with_their_ids() {
    let world = World::in_memory();
    let server = server(&world);
    let request = |id: Value, method: &str| json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": [] });
    assert_eq!(
        post(&server, request(json!(7), "eth_blockNumber")).await,
        json!({ "jsonrpc": "2.0", "id": 7, "result": "0x0" })
    );
    let raw = hex::encode_prefixed(signed(&world.signer, 0, |_| {}));
    let send = json!({ "jsonrpc": "2.0", "id": "a", "method": "eth_sendRawTransaction", "params": [raw] });
    let answers =
        post(&server, json!([send, request(json!(2), "eth_chainId"), request(json!(3), "eth_nothing")])).await;
    assert!(answers[0]["result"].as_str().unwrap().starts_with("0x"));
    assert_eq!((&answers[1]["id"], &answers[1]["result"]), (&json!(2), &json!("0x12345678")));
    assert_eq!(answers[2]["error"]["code"], -32601);
    assert!(answers[2]["error"].get("data").is_none());
    assert_eq!(world.chain.head().number, 1);
}

#[tokio::test]
async fn a_result_of_null_is_there() {
    let world = World::in_memory();
    let hash = "0x".to_owned() + &"11".repeat(32);
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "eth_getTransactionReceipt", "params": [hash] });
    assert_eq!(post(&server(&world), request).await, json!({ "jsonrpc": "2.0", "id": 1, "result": null }));
}

#[tokio::test]
async fn what_is_not_a_request_gets_the_codes_of_the_specification() {
    let world = World::in_memory();
    let server = server(&world);
    assert_eq!(post(&server, "{").await["error"]["code"], -32700);
    assert_eq!(post(&server, json!({ "id": 1 })).await["error"]["code"], -32600);
    assert_eq!(post(&server, "[]").await["error"]["code"], -32602);
    let wrong = json!({ "jsonrpc": "2.0", "id": 1, "method": "eth_getBalance", "params": ["0x12"] });
    let answer = post(&server, wrong).await;
    assert_eq!(answer["error"]["code"], -32602);
    assert!(answer["error"]["message"].as_str().unwrap().contains("argument 0 (address)"), "{answer}");
    let long = ask(&server, &[("host", "localhost")], "POST", " ".repeat(3_000)).await;
    assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn only_local_host_names_are_served() {
    let world = World::in_memory();
    let server = server(&world);
    let status = async |host: &str| ask(&server, &[("host", host)], "GET", String::new()).await.status();
    for host in ["localhost:8545", "127.0.0.1:1", "[::1]:8545", "127.0.0.2"] {
        assert_eq!(status(host).await, StatusCode::OK, "{host}");
    }
    for host in ["evil.example", "localhost.evil.example:8545", "192.168.1.5:8545", ""] {
        assert_eq!(status(host).await, StatusCode::FORBIDDEN, "{host}");
    }
    let config = RpcServerConfig { hosts: vec!["node.example".into()], ..RpcServerConfig::default() };
    let named = router(world.chain.clone(), config);
    assert_eq!(ask(&named, &[("host", "Node.Example:80")], "GET", String::new()).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn pages_of_other_sites_are_kept_out_and_wallets_are_let_in() {
    let world = World::in_memory();
    let server = server(&world);
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "eth_chainId" }).to_string();
    for origin in ["http://localhost:3000", "http://127.0.0.1:8080", "chrome-extension://abcdef"] {
        let headers = [("host", "localhost"), ("origin", origin)];
        let answer = ask(&server, &headers, "POST", request.clone()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{origin}");
        assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], origin);
        let preflight = ask(&server, &headers, "OPTIONS", String::new()).await;
        assert_eq!(preflight.status(), StatusCode::NO_CONTENT);
        assert_eq!(preflight.headers()[header::ACCESS_CONTROL_ALLOW_HEADERS], "content-type");
    }
    for origin in ["https://evil.example", "http://localhost.evil.example", "null"] {
        for method in ["POST", "OPTIONS"] {
            let answer = ask(&server, &[("host", "localhost"), ("origin", origin)], method, request.clone()).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{method} from {origin}");
            assert!(!answer.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
        }
    }
}

#[tokio::test]
async fn the_server_answers_over_a_socket_until_it_is_told_to_stop() {
    let world = World::in_memory();
    world.transfer(Address::repeat_byte(7), 5).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async { _ = stopped.await };
    let server = tokio::spawn(serve(listener, world.chain.clone(), RpcServerConfig::default(), shutdown));
    let mut socket = TcpStream::connect(address).await.unwrap();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"}"#;
    let request = format!(
        "POST / HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with(r#"{"jsonrpc":"2.0","id":1,"result":"0x1"}"#), "{answer}");
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
}
