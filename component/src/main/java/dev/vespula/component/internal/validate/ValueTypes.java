package dev.vespula.component.internal.validate;

import dev.vespula.component.internal.abi.Layout;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All types of values of a validation, each structure once. A type is looked up by the identities of its parts, which are
 * looked up already: so making, comparing and hashing one takes time in its own number of parts, however large these are.
 */
final class ValueTypes {
    /** Bytes that a value must be smaller than, with pointers of 8 bytes. CanonicalABI.md, "Element Size". */
    private static final long MAX_VALUE_SIZE = 1 << 28;

    private final Map<Key, ValueType> known = new HashMap<>();
    private final Map<Primitive, ValueNode> primitives = new EnumMap<>(Primitive.class);
    private final Layout layout = new Layout(Long.BYTES);
    private final Map<ValueType, Boolean> pointers = new IdentityHashMap<>();

    /** A primitive type that is used without a name. */
    ValueNode primitive(Primitive type) {
        return primitives.computeIfAbsent(type, t -> new ValueNode(t, List.of(), null, Measure.ONE));
    }

    /** A handle. */
    ValueNode handle(ResourceNode resource, boolean isBorrow) {
        ValueType type = isBorrow ? new BorrowType(resource.resource) : new OwnType(resource.resource);
        return new ValueNode(unique(type), List.of(), resource, isBorrow ? Measure.BORROW : Measure.ONE);
    }

    /**
     * A type, whose parts these are.
     *
     * @param type with the parts' types
     */
    ValueNode of(ValueType type, List<ValueNode> parts, int offset) {
        Measure measure = Measure.ONE;
        for (ValueNode part : parts) {
            measure = measure.with(part.measure(), offset);
        }
        ValueType unique = unique(type);
        if (layout.size(unique) >= MAX_VALUE_SIZE) {
            throw Refusal.invalid(offset, "the type of a value exceeds maximum byte size of 2^28 - 1");
        }
        return new ValueNode(unique, parts, null, measure);
    }

    /** The same type with other parts, or another resource. */
    ValueNode rebuilt(ValueNode node, List<ValueNode> parts, ResourceNode resource) {
        ValueType type;
        if (node.type instanceof OwnType) {
            type = new OwnType(resource.resource);
        } else if (node.type instanceof BorrowType) {
            type = new BorrowType(resource.resource);
        } else {
            type = withParts(node.type, parts);
        }
        return new ValueNode(unique(type), parts, resource, node.measure());
    }

    /** Whether there is a string, list or map in it, for which pointers are passed. */
    boolean containsPointer(ValueNode node) {
        Boolean contains = pointers.get(node.type);
        if (contains == null) {
            contains = node.type == Primitive.STRING || node.type instanceof ListType || node.type instanceof MapType;
            boolean isSeenThrough = !(node.type instanceof StreamType || node.type instanceof FutureType);
            for (int i = 0; isSeenThrough && !contains && i < node.parts.size(); i++) {
                contains = containsPointer(node.parts.get(i));
            }
            pointers.put(node.type, contains);
        }
        return contains;
    }

    private ValueType unique(ValueType type) {
        if (type instanceof Primitive) {
            return type;
        }
        ValueType first = known.putIfAbsent(key(type), type);
        return first == null ? type : first;
    }

    private static ValueType withParts(ValueType type, List<ValueNode> parts) {
        if (type instanceof RecordType record) {
            List<NamedType> fields = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                fields.add(new NamedType(record.fields().get(i).name(), parts.get(i).type));
            }
            return new RecordType(List.copyOf(fields));
        }
        if (type instanceof VariantType variant) {
            List<VariantType.Case> cases = new ArrayList<>();
            int next = 0;
            for (VariantType.Case old : variant.cases()) {
                cases.add(old.payload().isEmpty()
                        ? old
                        : new VariantType.Case(old.name(), Optional.of(parts.get(next++).type)));
            }
            return new VariantType(List.copyOf(cases));
        }
        if (type instanceof ResultType result) {
            Optional<ValueType> ok = result.ok().map(t -> parts.get(0).type);
            return new ResultType(ok, result.error().map(t -> parts.get(parts.size() - 1).type));
        }
        if (type instanceof TupleType) {
            return new TupleType(parts.stream().map(part -> part.type).toList());
        }
        ValueType first = parts.isEmpty() ? null : parts.get(0).type;
        if (type instanceof ListType) {
            return new ListType(first);
        }
        if (type instanceof FixedListType list) {
            return new FixedListType(first, list.length());
        }
        if (type instanceof MapType) {
            return new MapType(first, parts.get(1).type);
        }
        if (type instanceof OptionType) {
            return new OptionType(first);
        }
        if (type instanceof StreamType) {
            return new StreamType(Optional.ofNullable(first));
        }
        return type instanceof FutureType ? new FutureType(Optional.ofNullable(first)) : type;
    }

    private static Key key(ValueType type) {
        List<Object> key = new ArrayList<>();
        key.add(type.getClass());
        if (type instanceof RecordType record) {
            for (NamedType field : record.fields()) {
                key.add(field.name());
                key.add(field.type());
            }
        } else if (type instanceof VariantType variant) {
            for (VariantType.Case each : variant.cases()) {
                key.add(each.name());
                key.add(each.payload().orElse(null));
            }
        } else if (type instanceof TupleType tuple) {
            key.addAll(tuple.members());
        } else if (type instanceof FlagsType flags) {
            key.addAll(flags.labels());
        } else if (type instanceof EnumType labels) {
            key.addAll(labels.labels());
        } else if (type instanceof ListType list) {
            key.add(list.element());
        } else if (type instanceof FixedListType list) {
            key.add(list.element());
            key.add(list.length());
        } else if (type instanceof MapType map) {
            key.add(map.key());
            key.add(map.value());
        } else if (type instanceof OptionType option) {
            key.add(option.payload());
        } else if (type instanceof ResultType result) {
            key.add(result.ok().orElse(null));
            key.add(result.error().orElse(null));
        } else if (type instanceof OwnType own) {
            key.add(own.resource());
        } else if (type instanceof BorrowType borrow) {
            key.add(borrow.resource());
        } else if (type instanceof StreamType stream) {
            key.add(stream.element().orElse(null));
        } else if (type instanceof FutureType future) {
            key.add(future.element().orElse(null));
        }
        return new Key(key.toArray());
    }

    /** What tells a type from others: its kind, its labels and the identities of its parts. */
    private static final class Key {
        private final Object[] parts;
        private final int hash;

        Key(Object[] parts) {
            this.parts = parts;
            int sum = 1;
            for (Object part : parts) {
                sum = 31 * sum + (isPlain(part) ? part.hashCode() : System.identityHashCode(part));
            }
            this.hash = sum;
        }

        private static boolean isPlain(Object part) {
            return part instanceof String || part instanceof Integer;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Key key) || hash != key.hash || parts.length != key.parts.length) {
                return false;
            }
            for (int i = 0; i < parts.length; i++) {
                Object mine = parts[i];
                if (mine != key.parts[i] && !(isPlain(mine) && mine.equals(key.parts[i]))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return Arrays.toString(parts);
        }
    }
}
