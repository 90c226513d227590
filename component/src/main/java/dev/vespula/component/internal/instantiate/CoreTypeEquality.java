package dev.vespula.component.internal.instantiate;

import dev.vespula.types.ArrayType;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExactType;
import dev.vespula.types.FieldType;
import dev.vespula.types.FuncType;
import dev.vespula.types.RefType;
import dev.vespula.types.StructType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether core types of two registries are equal: as defined types speak of others, and of themselves, these wait for their turn. */
final class CoreTypeEquality {
    /** Pairs of types that are equal. */
    private final Set<Pair> known = new HashSet<>();
    /** Pairs that are equal unless a difference is found. */
    private final Set<Pair> assumed = new HashSet<>();
    private final Deque<Pair> waiting = new ArrayDeque<>();

    private record Pair(DefinedType one, DefinedType other) {
        /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
        @Override
        public boolean equals(Object object) {
            return object instanceof Pair pair && pair.one.equals(one) && pair.other.equals(other);
        }

        @Override
        public int hashCode() {
            return 31 * one.hashCode() + other.hashCode();
        }
    }

    /** Whether two types are equal. */
    boolean same(Object one, Object other) {
        assumed.clear();
        waiting.clear();
        boolean isSame = part(one, other);
        while (isSame && !waiting.isEmpty()) {
            isSame = defined(waiting.pop());
        }
        if (isSame) {
            known.addAll(assumed);
        }
        return isSame;
    }

    private boolean defined(Pair pair) {
        Optional<DefinedType> one = pair.one.supertype();
        Optional<DefinedType> other = pair.other.supertype();
        return pair.one.isFinal() == pair.other.isFinal() && both(one, other) && part(pair.one.composite(), pair.other
                .composite())
                && both(pair.one.descriptor(), pair.other.descriptor()) && both(pair.one.described(), pair.other.described());
    }

    private boolean both(Optional<DefinedType> one, Optional<DefinedType> other) {
        return one.isPresent() == other.isPresent() && (one.isEmpty() || part(one.get(), other.get()));
    }

    private boolean part(Object a, Object b) {
        if (a instanceof RefType one && b instanceof RefType other) {
            return one.nullable() == other.nullable() && part(one.heap(), other.heap());
        }
        if (a instanceof ExactType one && b instanceof ExactType other) {
            return part(one.type(), other.type());
        }
        if (a instanceof DefinedType one && b instanceof DefinedType other) {
            Pair pair = new Pair(one, other);
            if (!known.contains(pair) && assumed.add(pair)) {
                waiting.push(pair);
            }
            return true;
        }
        if (a instanceof FuncType one && b instanceof FuncType other) {
            return parts(one.params(), other.params()) && parts(one.results(), other.results());
        }
        if (a instanceof StructType one && b instanceof StructType other) {
            return parts(one.fields(), other.fields());
        }
        if (a instanceof ArrayType one && b instanceof ArrayType other) {
            return part(one.element(), other.element());
        }
        if (a instanceof FieldType one && b instanceof FieldType other) {
            return one.mutable() == other.mutable() && part(one.storage(), other.storage());
        }
        return a.equals(b);
    }

    private boolean parts(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!part(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
