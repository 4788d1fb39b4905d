//! No patient's pseudonym leaves the API in a problem.

use serde_json::json;

use crate::stage::{Stage, booking, tuesday};

const SECRET: &str = "p-7f3c-secret";

#[tokio::test]
async fn no_problem_names_a_patient() {
    let stage = Stage::new().await;
    let id = stage.book(SECRET, "09:00").await;
    let elsewhere = json!({"name": "Room 2", "kind": "room", "site": "site-1"});
    stage.plan("/v1/resources", elsewhere).await.done();
    let mut unreadable = booking(SECRET, "09:00");
    unreadable["start"] = json!(SECRET);
    let mut unknown = booking(SECRET, "09:00");
    unknown["doctor"] = json!(SECRET);
    let mut spaced = booking(&format!("{SECRET} Smith"), "09:00");
    spaced["patient_age"] = json!(4);
    let mut wrong_age = booking("p-1", "09:00");
    wrong_age["patient_age"] = json!(SECRET);
    let mut wrong_choice = booking("p-1", "09:00");
    wrong_choice["choice"] = json!(format!("{SECRET}, expected {SECRET}"));
    let block =
        json!({"site": "site-1", "start": tuesday("09:00"), "end": tuesday("10:00"), "reason": "Drill"});
    let answers = [
        stage.post("/v1/appointments", booking(SECRET, "09:00")).await,
        stage.post("/v1/appointments", booking(SECRET, "09:05")).await,
        stage.post("/v1/appointments", booking("p-2", "09:00")).await,
        stage.post("/v1/appointments", unreadable).await,
        stage.post("/v1/appointments", unknown).await,
        stage.post("/v1/appointments", spaced).await,
        stage.post("/v1/appointments", wrong_age).await,
        stage.post("/v1/appointments", wrong_choice).await,
        stage.post("/v1/appointments", json!(SECRET)).await,
        stage.plan("/v1/blocks", block).await,
        stage.post(&format!("/v1/appointments/{id}/status"), json!({"to": "proposed"})).await,
        stage.get(&format!("/v1/appointments?patient={SECRET}&limit=0")).await,
        stage.get(&format!("/v1/appointments?patient={SECRET}%20x")).await,
        stage.get(&format!("/v1/patients?patient={SECRET}")).await,
        stage.get(&format!("/v1/appointments?resource={SECRET}")).await,
        stage.get(&format!("/v1/appointments?status={SECRET}")).await,
        stage.get(&format!("/v1/appointments?limit={SECRET}")).await,
    ];
    for answer in answers {
        assert!(answer.status.is_client_error(), "{}", answer.text());
        assert!(!answer.text().contains(SECRET), "{}", answer.text());
    }
}
