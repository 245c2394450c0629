//! The vocabularies that DCAT-AP-SE 3.0.1 names: their terms, with what people call them.

use crate::form::meaning::Vocabulary;
use crate::text::{is_web_address, with_small_scheme};

use super::Object;

/// Where the themes of data are.
pub(super) const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme/";
const ACCESS: &str = "http://publications.europa.eu/resource/authority/access-right/";
const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency/";
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/";
const AVAILABILITY: &str = "http://publications.europa.eu/resource/authority/planned-availability/";
const PUBLISHER: &str = "http://purl.org/adms/publishertype/";
const LICENCES: &str = "http://creativecommons.org/";

/// A term: what its address ends in, and what people call it.
type Term = (&'static str, &'static [&'static str]);

const THEME_TERMS: &[Term] = &[
    (
        "AGRI",
        &["Jordbruk, fiske, skogsbruk och livsmedel", "Agriculture, fisheries, forestry and food"],
    ),
    ("ECON", &["Ekonomi och finans", "Economy and finance"]),
    ("EDUC", &["Utbildning, kultur och sport", "Education, culture and sport"]),
    ("ENER", &["Energi", "Energy"]),
    ("ENVI", &["Miljö", "Environment"]),
    ("GOVE", &["Regeringen och den offentliga sektorn", "Government and public sector"]),
    ("HEAL", &["Hälsa", "Health"]),
    ("INTR", &["Internationella frågor", "International issues"]),
    (
        "JUST",
        &[
            "Rättvisa, rättsliga system och allmän säkerhet",
            "Justice, legal system and public safety",
        ],
    ),
    ("REGI", &["Regioner och städer", "Regions and cities"]),
    ("SOCI", &["Befolkning och samhälle", "Population and society"]),
    ("TECH", &["Vetenskap och teknik", "Science and technology"]),
    ("TRAN", &["Transport"]),
];
const ACCESS_TERMS: &[Term] = &[
    ("NON_PUBLIC", &["Ej offentlig", "Not public"]),
    ("PUBLIC", &["Publik", "Offentlig", "Public"]),
    ("RESTRICTED", &["Begränsad", "Restricted"]),
];
const FREQUENCY_TERMS: &[Term] = &[
    ("ANNUAL", &["årligen", "annual"]),
    ("ANNUAL_2", &["halvårsvis", "semiannual"]),
    ("ANNUAL_3", &["tre gånger per år", "three times a year"]),
    ("BIENNIAL", &["vartannat år", "biennial"]),
    ("BIMONTHLY", &["varannan månad", "bimonthly"]),
    ("BIWEEKLY", &["varannan vecka", "biweekly"]),
    ("CONT", &["kontinuerlig", "continuous"]),
    ("DAILY", &["dagligen", "daily"]),
    ("DAILY_2", &["två gånger per dag", "twice a day"]),
    ("IRREG", &["oregelbundet", "irregular"]),
    ("MONTHLY", &["månatligen", "varje månad", "monthly"]),
    ("MONTHLY_2", &["två gånger per månad", "semimonthly"]),
    ("MONTHLY_3", &["tre gånger per månad", "three times a month"]),
    ("NEVER", &["aldrig", "never"]),
    ("OTHER", &["annan", "other"]),
    ("QUARTERLY", &["kvartalsvis", "quarterly"]),
    ("TRIENNIAL", &["vart tredje år", "triennial"]),
    ("UNKNOWN", &["okänd", "unknown"]),
    ("UPDATE_CONT", &["uppdateras kontinuerligt", "löpande", "continuously updated"]),
    ("WEEKLY", &["veckovis", "varje vecka", "weekly"]),
    ("WEEKLY_2", &["två gånger per vecka", "semiweekly"]),
    ("WEEKLY_3", &["tre gånger per vecka", "three times a week"]),
];
const LICENCE_TERMS: &[Term] = &[
    ("licenses/by/4.0/", &["CC BY 4.0"]),
    ("licenses/by-nc/4.0/", &["CC BY-NC 4.0"]),
    ("licenses/by-nc-nd/4.0/", &["CC BY-NC-ND 4.0"]),
    ("licenses/by-nc-sa/4.0/", &["CC BY-NC-SA 4.0"]),
    ("licenses/by-nd/4.0/", &["CC BY-ND 4.0"]),
    ("licenses/by-sa/4.0/", &["CC BY-SA 4.0"]),
    ("publicdomain/zero/1.0/", &["CC0 1.0", "CC0"]),
];
const PUBLISHER_TERMS: &[Term] = &[
    ("Academia-ScientificOrganisation", &["Akademia/Vetenskaplig organisation"]),
    ("Company", &["Företag", "Company"]),
    ("IndustryConsortium", &["Industrikonsortium"]),
    ("LocalAuthority", &["Lokal myndighet/kommun", "Kommun", "Local authority"]),
    ("NationalAuthority", &["Nationell myndighet", "Statlig myndighet", "National authority"]),
    ("NonGovernmentalOrganisation", &["Icke-statlig organisation"]),
    ("NonProfitOrganisation", &["Ej vinstdrivande organisation"]),
    ("PrivateIndividual(s)", &["Privatperson(er)"]),
    ("RegionalAuthority", &["Regional myndighet/landsting", "Region", "Regional authority"]),
    ("StandardisationBody", &["Standardiseringsorganisation"]),
    ("SupraNationalAuthority", &["Över-/mellanstatlig myndighet"]),
];
const LANGUAGE_TERMS: &[Term] = &[
    ("SWE", &["sv", "svenska", "Swedish"]),
    ("ENG", &["en", "engelska", "English"]),
    ("FIN", &["fi", "finska", "Finnish"]),
    ("SME", &["se", "nordsamiska", "Northern Sami"]),
    ("NOR", &["no", "norska", "Norwegian"]),
    ("DAN", &["da", "danska", "Danish"]),
    ("DEU", &["de", "tyska", "German"]),
    ("FRA", &["fr", "franska", "French"]),
];
const AVAILABILITY_TERMS: &[Term] = &[
    ("AVAILABLE", &["Tillgänglig", "Available"]),
    ("EXPERIMENTAL", &["Experimentell", "Experimental"]),
    ("STABLE", &["Stabil", "Stable"]),
    ("TEMPORARY", &["Temporär", "Temporary"]),
];
/// Media types (IANA) by what their files are called.
const FORMAT_TERMS: &[Term] = &[
    ("application/gml+xml", &["GML"]),
    ("application/geo+json", &["GeoJSON"]),
    ("application/geopackage+sqlite3", &["GeoPackage", "GPKG"]),
    ("application/json", &["JSON"]),
    ("application/ld+json", &["JSON-LD"]),
    ("application/pdf", &["PDF"]),
    ("application/rdf+xml", &["RDF", "RDF/XML"]),
    ("application/vnd.ms-excel", &["XLS"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ODS"]),
    ("application/vnd.ogc.wfs_xml", &["WFS"]),
    ("application/vnd.ogc.wms_xml", &["WMS"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["XLSX", "Excel"]),
    ("application/x-shapefile", &["Shapefile", "SHP"]),
    ("application/xml", &["XML"]),
    ("application/zip", &["ZIP"]),
    ("text/csv", &["CSV"]),
    ("text/html", &["HTML"]),
    ("text/plain", &["TXT"]),
    ("text/turtle", &["Turtle", "TTL"]),
];

/// What the terms of a vocabulary begin with, and the terms.
fn terms_of(vocabulary: Vocabulary) -> (&'static str, &'static [Term]) {
    match vocabulary {
        Vocabulary::Theme => (THEMES, THEME_TERMS),
        Vocabulary::AccessRight => (ACCESS, ACCESS_TERMS),
        Vocabulary::Frequency => (FREQUENCY, FREQUENCY_TERMS),
        Vocabulary::Licence => (LICENCES, LICENCE_TERMS),
        Vocabulary::Format => ("", FORMAT_TERMS),
        Vocabulary::Publisher => (PUBLISHER, PUBLISHER_TERMS),
        Vocabulary::Language => (LANGUAGE, LANGUAGE_TERMS),
        Vocabulary::Availability => (AVAILABILITY, AVAILABILITY_TERMS),
    }
}

/// What people call the terms of a vocabulary.
pub(super) fn names(vocabulary: Vocabulary) -> Vec<&'static str> {
    let (_, terms) = terms_of(vocabulary);
    terms.iter().filter_map(|(_, called)| called.first().copied()).collect()
}

/// The term that a value is: by its address, what that ends in, or what people call it. A licence may be any web
/// address, a format any media type.
pub(super) fn term(vocabulary: Vocabulary, value: &str) -> Option<Object> {
    let (base, terms) = terms_of(vocabulary);
    let folded = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let value = value.trim();
    let found = terms.iter().find(|(name, called)| {
        name.eq_ignore_ascii_case(value)
            || format!("{base}{name}") == value.replacen("https://", "http://", 1)
            || called.iter().any(|called| folded(called) == folded(value))
    });
    let is_media_type = || {
        let mut parts = value.split('/');
        let is_part = |part: Option<&str>| {
            part.is_some_and(|part| {
                !part.is_empty()
                    && part.chars().all(|c| c.is_ascii_alphanumeric() || "-.+_".contains(c))
            })
        };
        is_part(parts.next()) && is_part(parts.next()) && parts.next().is_none()
    };
    match (vocabulary, found) {
        (Vocabulary::Format, Some((name, _))) => Some(Object::Literal((*name).to_owned())),
        (_, Some((name, _))) => Some(Object::Iri(format!("{base}{name}"))),
        (Vocabulary::Format, None) => is_media_type().then(|| Object::Literal(value.to_owned())),
        (Vocabulary::Licence, None) => {
            is_web_address(value).then(|| Object::Iri(with_small_scheme(value)))
        }
        (_, None) => None,
    }
}
