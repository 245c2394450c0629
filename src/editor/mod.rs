//! What helps whoever writes a case: a new one in which every question stands, and a JSON Schema
//! by which an editor completes, explains and checks.

mod scaffold;
mod schema;

pub use scaffold::{Known, Scaffold};
pub use schema::{MADE_BY, Schema, any_schema, schema};
