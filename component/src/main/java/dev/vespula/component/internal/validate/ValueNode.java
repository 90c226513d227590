package dev.vespula.component.internal.validate;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.List;

/** A type of values under one of its names. {@link ValueTypes} makes them. */
final class ValueNode implements ScopeType {
    /** What it is, by structure: nodes of equal types have the same object, so that {@code ==} compares. */
    final ValueType type;
    /** The types within it, in order; cases without a payload are left out. */
    final List<ValueNode> parts;
    /** Of a handle, else null. */
    final ResourceNode resource;
    private final Measure measure;

    ValueNode(ValueType type, List<ValueNode> parts, ResourceNode resource, Measure measure) {
        this.type = type;
        this.parts = parts;
        this.resource = resource;
        this.measure = measure;
    }

    @Override
    public Measure measure() {
        return measure;
    }

    @Override
    public ValueNode renamed() {
        return new ValueNode(type, parts, resource, measure);
    }

    /** Whether it must have a name to be seen from outside; other types are seen through. */
    boolean needsName() {
        return type instanceof RecordType || type instanceof VariantType || type instanceof EnumType
                || type instanceof FlagsType;
    }

    @Override
    public String kind() {
        return "defined type";
    }

    @Override
    public TypeBound bound() {
        return new TypeBound.OfValues(type);
    }

    /** What messages call a type of values. */
    static String word(ValueType type) {
        if (type instanceof Primitive primitive) {
            return primitive.toString();
        }
        if (type instanceof ListType) {
            return "list";
        }
        if (type instanceof FixedListType) {
            return "fixed-length list";
        }
        if (type instanceof MapType) {
            return "map";
        }
        if (type instanceof RecordType) {
            return "record";
        }
        if (type instanceof VariantType) {
            return "variant";
        }
        if (type instanceof EnumType) {
            return "enum";
        }
        if (type instanceof FlagsType) {
            return "flags";
        }
        if (type instanceof TupleType) {
            return "tuple";
        }
        if (type instanceof OptionType) {
            return "option";
        }
        if (type instanceof ResultType) {
            return "result";
        }
        if (type instanceof OwnType) {
            return "own";
        }
        if (type instanceof BorrowType) {
            return "borrow";
        }
        if (type instanceof StreamType) {
            return "stream";
        }
        return type instanceof FutureType ? "future" : "type";
    }
}
