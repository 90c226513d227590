package dev.vespula.component.internal.wit.ast;

import dev.vespula.component.wit.WitPrimitive;
import java.util.List;

/** A type where it is used. */
public sealed interface TypeExpression {
    Place place();

    record Primitive(WitPrimitive type, Place place) implements TypeExpression {}

    record Named(Id id) implements TypeExpression {
        @Override
        public Place place() {
            return id.place();
        }
    }

    record Own(Id resource) implements TypeExpression {
        @Override
        public Place place() {
            return resource.place();
        }
    }

    record Borrow(Id resource) implements TypeExpression {
        @Override
        public Place place() {
            return resource.place();
        }
    }

    record ListOf(TypeExpression element, Place place) implements TypeExpression {}

    record FixedList(TypeExpression element, long length, Place place) implements TypeExpression {}

    record MapOf(TypeExpression key, TypeExpression value, Place place) implements TypeExpression {}

    record Tuple(List<TypeExpression> types, Place place) implements TypeExpression {}

    record Option(TypeExpression type, Place place) implements TypeExpression {}

    /** Both may be null. */
    record Result(TypeExpression ok, TypeExpression error, Place place) implements TypeExpression {}

    /** The element may be null. */
    record StreamOf(TypeExpression element, Place place) implements TypeExpression {}

    /** The type may be null. */
    record FutureOf(TypeExpression type, Place place) implements TypeExpression {}
}
