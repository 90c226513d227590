package dev.vespula.component.types;

/**
 * A type of values. Types are equal by structure: names of fields, cases and labels count, names of types do not exist; only
 * {@link ResourceType}s have an identity. Component model, Explainer, "Type Definitions".
 */
public sealed interface ValueType
        permits Primitive, RecordType, VariantType, ListType, FixedListType, MapType, TupleType, FlagsType, EnumType,
        OptionType,
        ResultType, OwnType, BorrowType, StreamType, FutureType {}
