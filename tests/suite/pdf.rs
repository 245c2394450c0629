//! What must hold for PDF; what outside programs make of it is in `tests/outside/archive.py`.

use blankett::document::{Attachment, Document, Filling};
use blankett::write::{Format, Profile, TextSource, Unprinted, WriteError, fonts, write};
use proptest::prelude::*;

use crate::support::{blank, cases, document, metadata, teknik};

const PROFILES: [Profile; 3] = [Profile::A1a, Profile::A2a, Profile::A3a];

fn pdf(profile: Profile, document: &Document, filling: &Filling) -> Vec<u8> {
    let mut filling = filling.clone();
    filling.date = Some("2026-03-03".into());
    write(Format::Pdf(profile), document, &filling).expect("it can be set").bytes
}

#[test]
fn the_same_pages_are_the_same_bytes_whatever_came_before() {
    let form = teknik();
    let (document, filling) = blank(&form);
    let first = PROFILES.map(|profile| pdf(profile, &document, &filling));
    for (_, (document, filling)) in metadata() {
        pdf(Profile::A2a, &document, &filling);
    }
    let again = PROFILES.map(|profile| pdf(profile, &document, &filling));
    assert!(first == again);
    for (bytes, version) in first.iter().zip(["1.4", "1.7", "1.7"]) {
        assert!(bytes.starts_with(format!("%PDF-{version}").as_bytes()));
        assert!(bytes.ends_with(b"%%EOF\n"));
    }
}

#[test]
fn a_document_without_a_date_is_refused() {
    let (document, filling) = blank(&teknik());
    for profile in PROFILES {
        let made = write(Format::Pdf(profile), &document, &filling);
        assert_eq!(made, Err(WriteError::NoDate));
    }
}

#[test]
fn only_a_3a_has_attachments() {
    let (document, mut filling) = blank(&teknik());
    let bare = PROFILES.map(|profile| pdf(profile, &document, &filling));
    filling.attachments.push(Attachment {
        name: "ärende.toml".into(),
        media_type: "application/toml".into(),
        description: "Svaren".into(),
        is_source: true,
        bytes: b"form = \"teknik\"".to_vec(),
    });
    let with = PROFILES.map(|profile| pdf(profile, &document, &filling));
    assert!(bare[0] == with[0] && bare[1] == with[1] && bare[2].len() < with[2].len());
}

#[test]
fn characters_without_a_glyph_are_told_where_they_stand() {
    let form = teknik();
    let toml = "form = 'teknik'\nversion = '2017'\n[case]\ndnr = 'X 🙂'\n[answers]\n\
                finns_i = '''\n日 och 日本 med blanka 🙂\n'''\n";
    let (document, mut filling) = document(&form, toml);
    filling.date = Some("2026-03-03".into());
    let written = write(Format::Pdf(Profile::A2a), &document, &filling).unwrap();
    let slot = document.slots.iter().position(|slot| slot.place == "field.finns_i").unwrap();
    let told = |part: fn(&TextSource) -> bool| -> Vec<&Unprinted> {
        written.unprinted.iter().filter(|unprinted| part(&unprinted.part)).collect()
    };
    let in_slots = told(|part| matches!(part, TextSource::Slot(_)));
    let characters = vec!['日', '本', '🙂'];
    assert_eq!(in_slots, [&Unprinted { part: TextSource::Slot(slot), characters }]);
    let printed = told(|part| matches!(part, TextSource::Printed(_)));
    assert!(printed.iter().all(|unprinted| unprinted.characters == ['🙂']) && !printed.is_empty());
    assert!(told(|part| *part == TextSource::Form).is_empty());
}

#[test]
fn typefaces_are_free_to_be_passed_on() {
    let folder = crate::support::root().join("packaging/licences");
    assert_eq!(fonts().len(), 5);
    for (name, bytes) in fonts() {
        let family = name.split("Sans").next().unwrap();
        assert!(folder.join(format!("{family}.txt")).is_file(), "{name}");
        // OS/2, fsType: 0 is installable embedding (OpenType 1.9).
        let count = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
        let records = (0..count).map(|nth| &bytes[12 + 16 * nth..][..16]);
        let os2 = records.into_iter().find(|record| &record[..4] == b"OS/2").unwrap();
        let at = u32::from_be_bytes(os2[8..12].try_into().unwrap()) as usize + 8;
        assert_eq!(bytes[at..at + 2], [0, 0], "{name}");
    }
}

#[test]
fn bookmarks_are_named_destinations() {
    let form = teknik();
    for (name, toml) in cases() {
        let (document, filling) = document(&form, &toml);
        // Of PDF 1.4 the structure is not compressed.
        let bytes = pdf(Profile::A1a, &document, &filling);
        for slot in &document.slots {
            let quoted = format!("({})", slot.name);
            let is_there = bytes.windows(quoted.len()).any(|window| window == quoted.as_bytes());
            assert!(is_there, "{name}: {}", slot.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_can_be_set(
        typed in "(\\PC|[\n\t -~åäö]){0,80}",
        long in "[a-z\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{915}-\u{939}\u{300}-\u{30f}]{0,200}",
    ) {
        let typed = typed.replace("'''", "");
        let toml = format!(
            "form = 'teknik'\nversion = '2017'\n[answers]\nfinns_i = '''\n{typed}.\n\n{long}.\n\n\
             | a | {long} |\n| - | - |\n| {long} | b |\n'''\n"
        );
        let mut report = blankett::diagnostic::Report::new();
        let made = crate::support::try_document(&teknik(), &toml, &mut report);
        prop_assume!(made.is_some());
        let (document, filling) = made.unwrap();
        for profile in PROFILES {
            prop_assert!(pdf(profile, &document, &filling).starts_with(b"%PDF"));
        }
    }
}
