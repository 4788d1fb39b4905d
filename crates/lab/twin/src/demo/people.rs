//! The practitioners: invented names, their skills, languages and shifts.

use lindley_time::civil::Weekday::{self, Friday, Monday, Saturday, Thursday, Tuesday, Wednesday};

use super::sites::{HARBOUR, NORTHGATE, RIVERSIDE};

/// The hours of a working day, with the lunch break in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// 07:30 to 11:30 and 12:15 to 15:00.
    Early,
    /// 08:30 to 12:00 and 13:00 to 16:30.
    Day,
    /// 10:00 to 13:30 and 14:15 to 17:30.
    Late,
    /// No weekly hours: comes for sessions, mornings from 08:30 to 12:30, which are for one service.
    Visiting(&'static str),
}

/// A practitioner.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) site: usize,
    /// Skills and languages, as visit types ask for them.
    pub(super) attributes: &'static [&'static str],
    pub(super) days: &'static [Weekday],
    pub(super) shift: Shift,
}

const ALL_WEEK: &[Weekday] = &[Monday, Tuesday, Wednesday, Thursday, Friday];
const FIRST_FOUR: &[Weekday] = &[Monday, Tuesday, Wednesday, Thursday];
const LAST_FOUR: &[Weekday] = &[Tuesday, Wednesday, Thursday, Friday];
const WITHOUT_WEDNESDAY: &[Weekday] = &[Monday, Tuesday, Thursday, Friday];
const FIRST_THREE: &[Weekday] = &[Monday, Tuesday, Wednesday];
const LAST_THREE: &[Weekday] = &[Wednesday, Thursday, Friday];
const WITH_SATURDAY: &[Weekday] = &[Tuesday, Wednesday, Friday, Saturday];

const fn person(
    name: &'static str,
    site: usize,
    attributes: &'static [&'static str],
    days: &'static [Weekday],
    shift: Shift,
) -> Person {
    Person { name, site, attributes, days, shift }
}

use Shift::{Day, Early, Late, Visiting};

/// Everybody, in the order of their ids. Nurses and technologists come after the physicians they work with.
pub(super) const PEOPLE: [Person; 40] = [
    person("Dr Amara Okonjo", HARBOUR, &["family-medicine", "lang:en"], LAST_FOUR, Day),
    person("Dr Tomas Lindqvist", HARBOUR, &["family-medicine", "lang:en", "lang:sv"], FIRST_FOUR, Early),
    person("Dr Mei-Ling Zhao", HARBOUR, &["family-medicine", "lang:en", "lang:zh"], WITH_SATURDAY, Late),
    person("Dr Callum Reidy", HARBOUR, &["family-medicine", "lang:en"], WITHOUT_WEDNESDAY, Day),
    person("Dr Ingrid Falkenrath", HARBOUR, &["cardiology", "lang:en", "lang:de"], FIRST_FOUR, Day),
    person("Dr Samuel Adeyinka", HARBOUR, &["cardiology", "lang:en"], LAST_FOUR, Day),
    person("Dr Noor Rahimi", HARBOUR, &["dermatology", "lang:en", "lang:fa"], FIRST_FOUR, Late),
    person("Dr Beatriz Solana", HARBOUR, &["gynaecology", "lang:en", "lang:es"], FIRST_FOUR, Day),
    person("Dr Rosalind Achterberg", HARBOUR, &["gynaecology", "lang:en"], LAST_THREE, Early),
    person(
        "Dr Viktor Halasz",
        HARBOUR,
        &["endoscopy", "lang:en"],
        &[Tuesday, Thursday],
        Visiting("Endoscopy"),
    ),
    person("Dr Paulette Fournier", NORTHGATE, &["family-medicine", "lang:en", "lang:fr"], LAST_FOUR, Day),
    person("Dr Gregor Maclaine", NORTHGATE, &["family-medicine", "lang:en"], WITHOUT_WEDNESDAY, Late),
    person("Dr Hana Koizumi", NORTHGATE, &["orthopaedics", "lang:en", "lang:ja"], FIRST_FOUR, Day),
    person("Dr Desmond Achebe", NORTHGATE, &["orthopaedics", "lang:en"], LAST_THREE, Day),
    person("Dr Lucia Ferranti", NORTHGATE, &["paediatrics", "lang:en", "lang:it"], ALL_WEEK, Day),
    person("Dr Oskar Wieland", NORTHGATE, &["paediatrics", "lang:en"], FIRST_THREE, Early),
    person("Dr Farah Siddiqui", NORTHGATE, &["ophthalmology", "lang:en", "lang:ur"], LAST_FOUR, Day),
    person("Dr Ewan Trelawney", RIVERSIDE, &["family-medicine", "lang:en"], ALL_WEEK, Day),
    person("Dr Marisol Quintero", RIVERSIDE, &["family-medicine", "lang:en", "lang:es"], FIRST_FOUR, Early),
    person("Dr Piotr Zielonka", RIVERSIDE, &["paediatrics", "lang:en", "lang:pl"], LAST_FOUR, Day),
    person("Dr Yvonne Bastien", RIVERSIDE, &["gynaecology", "lang:en", "lang:fr"], FIRST_THREE, Day),
    person(
        "Dr Kiran Devani",
        RIVERSIDE,
        &["dermatology", "lang:en"],
        &[Wednesday, Friday],
        Visiting("Dermatology"),
    ),
    person("Jonas Breitner", NORTHGATE, &["physiotherapy", "lang:en"], ALL_WEEK, Early),
    person("Siobhan Garrity", NORTHGATE, &["physiotherapy", "lang:en"], FIRST_FOUR, Late),
    person("Akua Mensah", NORTHGATE, &["physiotherapy", "lang:en"], LAST_THREE, Day),
    person("Leif Sorensen", RIVERSIDE, &["physiotherapy", "lang:en"], FIRST_FOUR, Day),
    person("Priya Raghunathan", RIVERSIDE, &["physiotherapy", "lang:en", "lang:ta"], WITH_SATURDAY, Early),
    person("Colette Marchand", HARBOUR, &["sonographer", "lang:en", "lang:fr"], ALL_WEEK, Day),
    person("Benedikt Auer", HARBOUR, &["radiographer", "lang:en"], ALL_WEEK, Early),
    person("Thandiwe Nkosi", HARBOUR, &["radiographer", "lang:en"], LAST_FOUR, Late),
    person("Ruben Castellanos", NORTHGATE, &["radiographer", "lang:en"], ALL_WEEK, Day),
    person("Anneke Dijkhuis", NORTHGATE, &["sonographer", "lang:en"], LAST_THREE, Day),
    person("Mirela Popescu", NORTHGATE, &["optometry", "lang:en"], LAST_FOUR, Day),
    person("Gwen Pritchard", HARBOUR, &["nurse", "lang:en"], ALL_WEEK, Day),
    person("Obinna Ezeudu", HARBOUR, &["nurse", "infusion", "lang:en"], ALL_WEEK, Early),
    person("Catarina Moura", HARBOUR, &["nurse", "infusion", "lang:en", "lang:pt"], ALL_WEEK, Late),
    person("Helga Stromberg", HARBOUR, &["nurse", "lang:en"], WITH_SATURDAY, Day),
    person("Daniel Whitehorse", NORTHGATE, &["nurse", "lang:en"], ALL_WEEK, Day),
    person("Sunita Barua", NORTHGATE, &["nurse", "lang:en"], ALL_WEEK, Early),
    person("Fiona Castlebar", RIVERSIDE, &["nurse", "lang:en"], ALL_WEEK, Day),
];
