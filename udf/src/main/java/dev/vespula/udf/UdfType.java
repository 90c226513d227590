package dev.vespula.udf;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The type of an argument, a result or a column. Types are equal by structure; their text is that of
 * {@linkplain Signature#of signatures}.
 */
public sealed interface UdfType extends Serializable permits FlatType, UdfType.NullableOf, UdfType.ListOf, UdfType.StructOf {

    /** A type whose values may be null. */
    record NullableOf(UdfType type) implements UdfType {
        /** A nullable type is not made nullable once more. */
        public NullableOf {
            if (Objects.requireNonNull(type, "type") instanceof NullableOf) {
                throw new IllegalArgumentException("nullable twice: " + type);
            }
        }

        @Override
        public String toString() {
            return type + "?";
        }
    }

    /** Lists of any length; in Java a {@link List}. */
    record ListOf(UdfType element) implements UdfType {
        /** An element type there must be. */
        public ListOf {
            Objects.requireNonNull(element, "element");
        }

        @Override
        public String toString() {
            return element + "[]";
        }
    }

    /** Several named values; in Java a {@link List} of them in their order. */
    record StructOf(List<Field> fields) implements UdfType {
        /** Copies the fields. */
        public StructOf {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "struct<", ">"));
        }
    }

    /** Whether values may be null. */
    default boolean isNullable() {
        return this instanceof NullableOf;
    }

    /** The type without nulls: this one, or that which {@link NullableOf} wraps. */
    default UdfType present() {
        return this instanceof NullableOf nullable ? nullable.type : this;
    }

    /** The type with nulls. */
    default UdfType nullable() {
        return isNullable() ? this : new NullableOf(this);
    }

    /** Whether values are a single number, string or sequence of bytes, or null. */
    default boolean isFlat() {
        return present() instanceof FlatType;
    }

    /**
     * The flat type that this is, nullable or not.
     *
     * @throws IllegalStateException unless {@link #isFlat}
     */
    default FlatType flat() {
        if (present() instanceof FlatType flat) {
            return flat;
        }
        throw new IllegalStateException("not a flat type: " + this);
    }
}
