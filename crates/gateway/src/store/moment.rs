//! A time as each engine keeps it: RFC 3339 text in SQLite, `timestamp` in UTC in PostgreSQL (as Laravel stores it).

use jiff::Timestamp;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{Sqlite, SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Type};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Moment(pub(crate) Timestamp);

impl Type<Sqlite> for Moment {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }

    fn compatible(other: &SqliteTypeInfo) -> bool {
        <str as Type<Sqlite>>::compatible(other)
    }
}

impl Encode<'_, Sqlite> for Moment {
    fn encode_by_ref(&self, arguments: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<'_, Sqlite>>::encode(stored(self.0), arguments)
    }
}

impl<'r> Decode<'r, Sqlite> for Moment {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        let text = <&str as Decode<'r, Sqlite>>::decode(value)?;
        Ok(Self(text.parse()?))
    }
}

/// How SQLite's tables write times; equal lengths make text sort as time does.
pub(crate) fn stored(time: Timestamp) -> String {
    format!("{time:.3}")
}

#[cfg(feature = "postgres")]
mod postgres {
    use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef, Postgres};
    use sqlx::types::time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

    use super::{BoxDynError, Decode, Encode, IsNull, Moment, Timestamp, Type};

    impl Type<Postgres> for Moment {
        fn type_info() -> PgTypeInfo {
            <PrimitiveDateTime as Type<Postgres>>::type_info()
        }
    }

    impl Encode<'_, Postgres> for Moment {
        fn encode_by_ref(&self, arguments: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
            let utc = OffsetDateTime::from_unix_timestamp_nanos(self.0.as_nanosecond())?
                .to_offset(UtcOffset::UTC);
            let time = PrimitiveDateTime::new(utc.date(), utc.time());
            <PrimitiveDateTime as Encode<'_, Postgres>>::encode_by_ref(&time, arguments)
        }
    }

    impl<'r> Decode<'r, Postgres> for Moment {
        fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
            let time = <PrimitiveDateTime as Decode<'r, Postgres>>::decode(value)?;
            let nanoseconds = time.assume_utc().unix_timestamp_nanos();
            let (first, last) = (
                Timestamp::MIN.as_nanosecond(),
                Timestamp::MAX.as_nanosecond(),
            );
            // "Never" is often written as the last day there is.
            Ok(Self(Timestamp::from_nanosecond(
                nanoseconds.clamp(first, last),
            )?))
        }
    }
}
