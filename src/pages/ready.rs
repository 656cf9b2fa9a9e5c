//! Data that many pages show, made ready for templates once.

use std::fmt;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};

/// A `T` as templates see it. Copies share the data, and pages take it over as it is; most of the time that pages need
/// goes into making such values.
pub struct Ready<T> {
    value: tera::Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Ready<T> {
    /// Makes plain data ready.
    pub fn new(data: &T) -> Self {
        Self { value: tera::Value::from_serializable(data), of: PhantomData }
    }
}

impl<T> Clone for Ready<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T> fmt::Debug for Ready<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
