use axum::{
    body::Body,
    http::{Method, StatusCode},
};

use crate::world::{Answer, World};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The answer is a whole problem about `path`.
pub(crate) fn assert_problem(answer: &Answer, path: &str) {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status.as_u16());
    assert_eq!(problem["instance"], path);
    let code = problem["code"].as_str().unwrap_or("");
    assert_eq!(problem["type"], format!("urn:palabre:problem:{code}"));
    for field in ["code", "title", "detail", "next_step"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {problem}");
    }
}

#[tokio::test]
async fn every_answer_tells_browsers_to_run_nothing_foreign() {
    let world = World::lived_in().await;
    let big = "x".repeat(300 * 1024);
    let json = ("content-type", "application/json");
    let answers = [
        world.get("/c/demo").await,
        world.get("/").await,
        world.get("/nowhere").await,
        world.get("/healthz").await,
        world.get("/api/v1/communities/demo").await,
        world.get("/api/v1/openapi.json").await,
        world.get("/assets/0/app.css").await,
        world.get_with("/c/demo", &[("host", "evil.example")]).await,
        world.get_with("/c/demo", &[("if-none-match", "*")]).await,
        world.send(Method::POST, "/api/v1/communities/demo", &[json], Body::from("{}")).await,
        world.send(Method::POST, "/api/v1/communities/demo/relay/vote/prepare", &[json], Body::from(big)).await,
        world.send(Method::POST, "/c/demo", &[], Body::from("a=b")).await,
        world.send(Method::HEAD, "/c/demo", &[], Body::empty()).await,
    ];
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [200, 307, 404, 200, 200, 200, 200, 421, 304, 405, 413, 415, 200]);
    for answer in answers {
        assert_eq!(answer.header("content-security-policy"), POLICY, "{answer:?}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_ne!(answer.header("cache-control"), "");
    }
}

#[tokio::test]
async fn failures_that_no_handler_made_are_problems_too() {
    let world = World::lived_in().await;
    assert_problem(&world.get("/nowhere").await, "/nowhere");
    let wrong_method = world.send(Method::DELETE, "/api/v1/communities", &[], Body::empty()).await;
    assert_eq!((wrong_method.status, wrong_method.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
    assert_problem(&wrong_method, "/api/v1/communities");
    let form =
        world.send(Method::POST, "/api/v1/communities", &[("content-type", "text/plain")], Body::from("{}")).await;
    assert_eq!(form.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let open = "/api/v1/communities/demo/relay/open";
    let urlencoded = ("content-type", "application/x-www-form-urlencoded");
    let empty_form = world.send(Method::POST, open, &[urlencoded], Body::empty()).await;
    assert_eq!(empty_form.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "a form of another site");
    let no_body = world.send(Method::POST, open, &[], Body::empty()).await;
    assert_ne!(no_body.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "a program without a body");
    assert_problem(&form, "/api/v1/communities");
}

#[tokio::test]
async fn only_our_own_names_are_answered() {
    let world = World::lived_in().await;
    for ours in ["localhost", "127.0.0.1:8080", "[::1]:80", "palabre.example", "PALABRE.example:443"] {
        let answer = world.get_with("/api/v1/communities", &[("host", ours)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{ours}");
    }
    for other in ["evil.example", "palabre.example.evil.example", "localhost.evil.example", ""] {
        let answer = world.get_with("/api/v1/communities", &[("host", other)]).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{other}");
        assert_problem(&answer, "/api/v1/communities");
    }
    assert_eq!(
        world.get_with("/healthz", &[("host", "10.0.0.7")]).await.status,
        StatusCode::OK,
        "probes use addresses"
    );
}

#[tokio::test]
async fn people_get_a_page_and_programs_get_json() {
    let world = World::lived_in().await;
    let hostile = world.page("/c/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "fr").await;
    assert_eq!(hostile.status, StatusCode::NOT_FOUND);
    assert!(!hostile.text.contains("<script"), "{}", hostile.text);
    let missing = world.page("/c/nobody", "fr").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.header("content-type").starts_with("text/html"));
    assert!(missing.text.contains("Cette page n’existe pas"), "{}", missing.text);
    let api = world.page("/api/v1/communities/nobody", "fr").await;
    assert_problem(&api, "/api/v1/communities/nobody");
}
