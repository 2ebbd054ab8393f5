//! Arguments of calls as people write them.

use palabre_contracts::{Roles, member::Admission};
use serde_json::Value;

use crate::{http::wire::Time, relay::calls::Argument};

/// The text with every `{place}` filled from the arguments; places that nothing fills stay visible.
pub(super) fn fill(text: &str, arguments: &[Argument], french: bool) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((mark, behind)) = after.split_once('}') else { break };
        let (path, form) = mark.split_once(':').unwrap_or((mark, ""));
        filled += before;
        match find(path, arguments) {
            Some(value) => filled += &written(value, form, french),
            None => filled += &format!("{{{mark}}}"),
        }
        rest = behind;
    }
    filled + rest
}

fn find<'a>(path: &str, arguments: &'a [Argument]) -> Option<&'a Value> {
    let (name, field) = path.split_once('.').map_or((path, None), |(name, field)| (name, Some(field)));
    let argument = arguments.iter().find(|argument| argument.name == name)?;
    match field {
        Some(field) => argument.value.get(field),
        None => Some(&argument.value),
    }
}

fn written(value: &Value, form: &str, french: bool) -> String {
    if let Value::Array(values) = value {
        let each: Vec<String> = values.iter().map(|value| written(value, form, french)).collect();
        return each.join(" / ");
    }
    let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let number = || plain.parse::<u64>().ok();
    let formed = match form {
        "bps" => number().map(|bps| percent(bps, french)),
        "duration" => number().map(|seconds| duration(seconds, french)),
        "time" => number().map(|unix| Time::from(unix).rfc3339),
        "roles" => number().map(|bits| roles(bits, french)),
        "admission" => number().map(|number| admission(number, french)),
        "token" => Some(if plain == format!("0x{}", "00".repeat(20)) { "ETH".to_owned() } else { plain.clone() }),
        "yes" => value.as_bool().map(|flag| yes(flag, french).to_owned()),
        _ => None,
    };
    formed.unwrap_or(plain)
}

fn percent(bps: u64, french: bool) -> String {
    let (whole, rest) = (bps / 100, bps % 100);
    let point = if french { ',' } else { '.' };
    match rest {
        0 => format!("{whole} %"),
        _ => format!("{whole}{point}{}", format!("{rest:02} %").trim_start_matches(' ')),
    }
}

fn duration(seconds: u64, french: bool) -> String {
    let units = [(86_400, "day", "jour"), (3_600, "hour", "heure"), (60, "minute", "minute"), (1, "second", "seconde")];
    let unit = units.into_iter().find(|(size, ..)| seconds >= *size && seconds.is_multiple_of(*size));
    let (size, en, fr) = unit.unwrap_or((1, "second", "seconde"));
    let count = seconds / size;
    let many = if count == 1 || (french && count == 0) { "" } else { "s" };
    format!("{count} {}{many}", if french { fr } else { en })
}

fn roles(bits: u64, french: bool) -> String {
    let roles = Roles::from_bits(u32::try_from(bits).unwrap_or_default());
    match roles.names().as_slice() {
        [] => if french { "aucun" } else { "none" }.to_owned(),
        names => names.join(", "),
    }
}

fn admission(number: u64, french: bool) -> String {
    let known = u8::try_from(number).ok().and_then(|number| Admission::from_number(number).ok());
    let (en, fr) = match known {
        Some(Admission::Open) => ("by accepting the charter", "en acceptant la charte"),
        Some(Admission::Invitation) => ("by invitation", "sur invitation"),
        Some(Admission::Approval) => {
            ("with the approval of an organizer or moderator", "avec l'accord d'un organisateur ou modérateur")
        }
        None => ("in a way that is unknown here", "d'une façon inconnue ici"),
    };
    if french { fr } else { en }.to_owned()
}

fn yes(flag: bool, french: bool) -> &'static str {
    match (flag, french) {
        (true, true) => "oui",
        (true, false) => "yes",
        (false, true) => "non",
        (false, false) => "no",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn arguments_are_written_as_people_do() {
        let check = |value: Value, form: &str, en: &str, fr: &str| {
            assert_eq!((written(&value, form, false).as_str(), written(&value, form, true).as_str()), (en, fr));
        };
        check(json!("1505"), "bps", "15.05 %", "15,05 %");
        check(json!(["2000", "0"]), "bps", "20 % / 0 %", "20 % / 0 %");
        check(json!("86400"), "duration", "1 day", "1 jour");
        check(json!("5400"), "duration", "90 minutes", "90 minutes");
        check(json!("0"), "duration", "0 seconds", "0 seconde");
        check(json!("1"), "admission", "by invitation", "sur invitation");
        check(json!("9"), "admission", "in a way that is unknown here", "d'une façon inconnue ici");
        check(json!(true), "yes", "yes", "oui");
        check(json!("0"), "roles", "none", "aucun");
        check(json!("1700000000"), "time", "2023-11-14T22:13:20Z", "2023-11-14T22:13:20Z");
        check(json!("not a number"), "bps", "not a number", "not a number");
    }

    #[test]
    fn places_without_a_value_stay_visible() {
        let arguments = [Argument { name: "a".to_owned(), value: json!("{b}") }];
        assert_eq!(fill("x {a} y {b} z", &arguments, false), "x {b} y {b} z");
    }
}
