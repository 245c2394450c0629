#![doc = include_str!("../ARCHITECTURE.md")]

pub mod answers;
pub mod archive;
pub mod case;
pub mod catalog;
pub mod codes;
pub mod diagnostic;
pub mod digest;
pub mod document;
pub mod editor;
pub mod exchange;
pub mod form;
pub mod generate;
mod guard;
mod opc;
pub mod page;
pub mod reference;
pub mod register;
pub mod scalar;
pub mod sheet;
pub mod table;
pub mod template;
pub mod text;
pub mod word;
pub mod workspace;
pub mod write;
mod xml;
pub mod zipped;
