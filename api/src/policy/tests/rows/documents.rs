//! Documents.

use super::*;

#[test]
fn a_document_is_worth_its_band() {
    let town = || Town::new().second_documentalist().saw(act(A::DocPublished, "e1", "doc", "m1", DAY));
    for (band, points) in [(Band::S, 3), (Band::M, 5)] {
        check(&town().sizes(7, Kind::Document, band, 9 * DAY), Kind::Document, 3, points, 8 * DAY);
    }
    let one = town().sizes(7, Kind::Document, Band::L, 9 * DAY);
    assert_eq!(one.only(Kind::Document, 9 * DAY).state, State::Proposed);
    check(&one.sizes(6, Kind::Document, Band::L, 9 * DAY), Kind::Document, 3, 8, 8 * DAY);
    let mut town = town();
    for doc in ["b", "c"] {
        town = town.saw(act(A::DocPublished, doc, doc, "m1", DAY));
    }
    counts_at_most(&town.sizes(7, Kind::Document, Band::S, 9 * DAY), Kind::Document, 2, 3);
}

#[test]
fn an_accepted_suggestion_is_worth_one_by_the_owner() {
    let accepted = |id: &str| act(A::SuggestionAccepted, id, id, "m2", DAY).with("m1", Part::Author);
    check(&Town::new().saw(accepted("s")), Kind::Suggestion, 3, 1, 4 * DAY);
    let own = act(A::SuggestionAccepted, "s", "s", "m1", DAY).with("m1", Part::Author);
    assert_eq!(Town::new().saw(own).only(Kind::Suggestion, LATER).state, State::Observed);
    let town = ["a", "b", "c", "d", "e"].into_iter().fold(Town::new(), |town, id| town.saw(accepted(id)));
    counts_at_most(&town, Kind::Suggestion, 4, 5);
}

#[test]
fn a_translation_is_worth_three_for_a_thousand_words_and_thirteen_at_most() {
    let translated = |id: &str, words: i64| act(A::TranslationPublished, id, id, "m1", DAY).size(words);
    for (words, points) in [(333, 0), (334, 1), (1000, 3), (2500, 7), (4333, 12), (4334, 13), (99_000, 13)] {
        let town = Town::new().saw(translated("t", words)).confirms(2, Kind::Translation, 9 * DAY);
        check(&town, Kind::Translation, 3, points, 8 * DAY);
    }
    let town = ["a", "b", "c"].into_iter().fold(Town::new(), |town, id| town.saw(translated(id, 1000)));
    counts_at_most(&town.confirms(2, Kind::Translation, 9 * DAY), Kind::Translation, 2, 3);
}
