package dev.vespula.internal.types;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The types of an engine. Types are equal when their whole recursion groups are (iso-recursive equality); each distinct
 * type gets one dense id for the life of the engine, so that equality is {@code ==} on ints and a subtype test two
 * loads and a compare in the {@linkplain TypeDefinition#display() display}.
 *
 * <p>Thread-safe; reading takes no lock. Types are never removed: an engine that sees many modules with ever new types
 * keeps those types.
 */
public final class TypeRegistry {
    /** In a {@link TypeDraft}, heap type {@code RECURSIVE + k} is the k-th type of the same group. */
    public static final int RECURSIVE = 1 << 28;

    private static final int[] NO_DISPLAY = {};

    /** Maps the structure of a whole group to the id of its first type. */
    private final Map<GroupKey, Integer> groups = new HashMap<>();

    private volatile TypeDefinition[] definitions = new TypeDefinition[64];
    private int count;

    /**
     * Makes a recursion group known.
     *
     * @param group its types; supertypes and references may point outside (canonical) or inside ({@link #RECURSIVE});
     *     a supertype inside must come before its subtype
     * @return canonical id of the first type; the others follow it
     */
    public synchronized int define(TypeDraft... group) {
        GroupKey key = new GroupKey(structure(group));
        Integer known = groups.get(key);
        if (known != null) {
            return known;
        }
        int first = count;
        TypeDefinition[] table = definitions;
        if (first + group.length > table.length) {
            table = Arrays.copyOf(table, Math.max(first + group.length, table.length * 2));
        }
        for (int k = 0; k < group.length; k++) {
            TypeDraft canonical = canonical(group[k], first);
            int[] superDisplay = canonical.supertype() < 0
                    ? NO_DISPLAY
                    : table[HeapTypes.id(canonical.supertype())].display();
            table[first + k] = new TypeDefinition(first + k, canonical, superDisplay);
        }
        groups.put(key, first);
        count = first + group.length;
        // Published last: a reader that got an id from us sees the definition.
        definitions = table;
        return first;
    }

    /** The canonical id of the final function type without supertype that has these parameters and results. */
    public int function(int[] params, int[] results) {
        return define(TypeDraft.function(params, results));
    }

    /** The type with a canonical id. */
    public TypeDefinition get(int id) {
        return definitions[id];
    }

    /** The type of a defined heap type. */
    public TypeDefinition ofHeap(int heap) {
        return definitions[HeapTypes.id(heap)];
    }

    /** Whether a value of type {@code sub} can stand where {@code sup} is wanted. */
    public boolean isSubtype(int sub, int sup) {
        if (sub == sup || sub == ValTypes.BOTTOM) {
            return true;
        }
        if (sub < 0 || sup < 0 || (sub & 1) > (sup & 1)) {
            return false;
        }
        return isHeapSubtype(ValTypes.heap(sub), ValTypes.heap(sup));
    }

    /** Subtyping of heap types. */
    public boolean isHeapSubtype(int sub, int sup) {
        if (sub == sup) {
            return true;
        }
        if (HeapTypes.isDefined(sub)) {
            TypeDefinition definition = ofHeap(sub);
            return HeapTypes.isDefined(sup)
                    ? definition.isSubtypeOf(ofHeap(sup))
                    : HeapTypes.isAbstractSubtype(definition.kind().heap(), sup);
        }
        if (HeapTypes.isDefined(sup)) {
            int bottom = ofHeap(sup).kind() == TypeKind.FUNC ? HeapTypes.NOFUNC : HeapTypes.NONE;
            return sub == bottom;
        }
        return HeapTypes.isAbstractSubtype(sub, sup);
    }

    /** The greatest heap type of the hierarchy: any, func, extern or exn. */
    public int top(int heap) {
        if (HeapTypes.isDefined(heap)) {
            return ofHeap(heap).kind() == TypeKind.FUNC ? HeapTypes.FUNC : HeapTypes.ANY;
        }
        return HeapTypes.abstractTop(heap);
    }

    private static TypeDraft canonical(TypeDraft draft, int first) {
        return new TypeDraft(draft.kind(), draft.isFinal(), heapFrom(draft.supertype(), first),
                typesFrom(draft.params(), first), typesFrom(draft.results(), first), draft.mutable());
    }

    private static int heapFrom(int heap, int first) {
        return heap >= RECURSIVE ? HeapTypes.ofId(first + heap - RECURSIVE) : heap;
    }

    private static int[] typesFrom(int[] types, int first) {
        int[] canonical = types.clone();
        for (int k = 0; k < canonical.length; k++) {
            int type = canonical[k];
            if (type >= 0) {
                canonical[k] = heapFrom(ValTypes.heap(type), first) << 1 | type & 1;
            }
        }
        return canonical;
    }

    /** The group as a sequence of ints that is equal exactly for equal groups. */
    private static int[] structure(TypeDraft[] group) {
        int length = 0;
        for (TypeDraft draft : group) {
            length += 4 + draft.params().length + draft.results().length + draft.mutable().length;
        }
        int[] structure = new int[length];
        int at = 0;
        for (TypeDraft draft : group) {
            structure[at++] = draft.kind().ordinal() << 1 | (draft.isFinal() ? 1 : 0);
            structure[at++] = draft.supertype();
            structure[at++] = draft.params().length;
            structure[at++] = draft.results().length;
            for (int type : draft.params()) {
                structure[at++] = type;
            }
            for (int type : draft.results()) {
                structure[at++] = type;
            }
            for (boolean mutable : draft.mutable()) {
                structure[at++] = mutable ? 1 : 0;
            }
        }
        return structure;
    }

    /** Comparable, so that a hash map stays fast when a hostile module makes hash codes collide. */
    private static final class GroupKey implements Comparable<GroupKey> {
        private final int[] structure;
        private final int hash;

        GroupKey(int[] structure) {
            this.structure = structure;
            this.hash = Arrays.hashCode(structure);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof GroupKey key && hash == key.hash && Arrays.equals(structure, key.structure);
        }

        @Override
        public int compareTo(GroupKey other) {
            return Arrays.compare(structure, other.structure);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
