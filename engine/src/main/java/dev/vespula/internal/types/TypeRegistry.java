package dev.vespula.internal.types;

import dev.vespula.LimitException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The types of an engine. Types are equal when their whole recursion groups are (iso-recursive equality); each distinct
 * type has one small id, so that equality is {@code ==} on ints and a subtype test two loads and a compare in the
 * {@linkplain TypeDefinition#display() display}.
 *
 * <p>A type lives as long as its {@link TypeDefinition}, or that of one in its group, is referred to by something else than this
 * registry: modules, signatures, types of objects, and public types do. Afterwards its id is given to another type.
 *
 * <p>Thread-safe; reading takes no lock.
 */
public final class TypeRegistry {
    /** In a {@link TypeDraft}, heap type {@code RECURSIVE + k} is the k-th type of the same group. */
    public static final int RECURSIVE = 1 << 28;
    /** Types that an engine has at the same time: those of four modules with as many as a module may have. */
    public static final int MOST_TYPES = 1 << 22;

    private static final TypeGroup[] NO_GROUPS = {};
    /** How long to wait for the garbage collector to tell of types that are not used any more, before there are too many. */
    private static final long PATIENCE_MILLIS = 1_000;
    /** Different in each process, so that nobody can choose types whose hash codes are equal. */
    private static final long SEED = System.nanoTime() * 0xD1B5_4A32_D192_ED03L;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final int SHRINK_FROM = 1 << 14;

    private final int most;
    /** Each group by its structure. */
    private Map<Entry, Entry> groups = new HashMap<>();
    private int mostGroups;
    private final ReferenceQueue<TypeGroup> unused = new ReferenceQueue<>();
    private final IdRanges ids = new IdRanges();
    /** The group of each id. */
    private volatile Entry[] entries = new Entry[64];

    /** A registry without types. */
    public TypeRegistry() {
        this(MOST_TYPES);
    }

    /** {@code most}: types at the same time. */
    TypeRegistry(int most) {
        this.most = most;
    }

    /**
     * Makes a recursion group known.
     *
     * @param group its types; supertypes and references may point outside (canonical) or inside ({@link #RECURSIVE});
     *     a supertype inside must come before its subtype
     * @return the first type; the ids of the others follow its id. The types live as long as one of their definitions is kept
     * @throws LimitException if the engine has too many types
     */
    public synchronized TypeDefinition define(TypeDraft... group) {
        forgetUnused();
        Entry probe = new Entry(structure(group), null, null, 0);
        Entry known = groups.get(probe);
        TypeGroup alive = known == null ? null : known.get();
        if (alive != null) {
            return alive.types[0];
        }
        if (known != null) {
            forget(known);
        }
        if (group.length > most - ids.used()) {
            awaitUnused(group.length);
        }
        int first = ids.take(group.length);
        TypeGroup made = new TypeGroup(group.length, mentioned(group));
        for (int k = 0; k < group.length; k++) {
            TypeDraft canonical = canonical(group[k], first);
            made.types[k] = new TypeDefinition(first + k, canonical, supertype(canonical, made, first), made);
        }
        Entry entry = new Entry(probe.structure, made, unused, first);
        groups.put(entry, entry);
        mostGroups = Math.max(mostGroups, groups.size());
        Entry[] table = entries;
        if (ids.end() > table.length) {
            table = Arrays.copyOf(table, Math.max(ids.end(), table.length * 2));
        }
        Arrays.fill(table, first, first + group.length, entry);
        // Published last: a reader that got an id from us sees the definition.
        entries = table;
        return made.types[0];
    }

    private TypeDefinition supertype(TypeDraft canonical, TypeGroup made, int first) {
        if (canonical.supertype() < 0) {
            return null;
        }
        int id = HeapTypes.id(canonical.supertype());
        boolean isInside = id >= first && id < first + made.types.length;
        return isInside ? made.types[id - first] : get(id);
    }

    /** The groups outside that a group mentions; whoever defines it keeps them until it is defined. */
    private TypeGroup[] mentioned(TypeDraft[] group) {
        Set<TypeGroup> found = null;
        for (TypeDraft draft : group) {
            found = mention(found, draft.supertype());
            for (int type : draft.params()) {
                found = mention(found, type < 0 ? -1 : ValTypes.heap(type));
            }
            for (int type : draft.results()) {
                found = mention(found, type < 0 ? -1 : ValTypes.heap(type));
            }
        }
        return found == null ? NO_GROUPS : found.toArray(NO_GROUPS);
    }

    private Set<TypeGroup> mention(Set<TypeGroup> found, int heap) {
        if (heap < 0 || heap >= RECURSIVE || !HeapTypes.isDefined(heap)) {
            return found;
        }
        Set<TypeGroup> all = found == null ? new LinkedHashSet<>() : found;
        all.add(ofHeap(heap).group());
        return all;
    }

    // ---- types that are not used any more

    private void forgetUnused() {
        for (Reference<?> gone = unused.poll(); gone != null; gone = unused.poll()) {
            forget((Entry) gone);
        }
        if (mostGroups > SHRINK_FROM && groups.size() < mostGroups / 8) {
            groups = new HashMap<>(groups);
            mostGroups = groups.size();
            entries = Arrays.copyOf(entries, Math.max(ids.end(), 64));
        }
    }

    private void forget(Entry entry) {
        if (!entry.isForgotten) {
            entry.isForgotten = true;
            groups.remove(entry);
            Arrays.fill(entries, entry.first, entry.first + entry.size, null);
            ids.give(entry.first, entry.size);
        }
    }

    /** There are too many types, unless the garbage collector finds some that nobody uses. */
    private void awaitUnused(int wanted) {
        System.gc();
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        boolean isInterrupted = false;
        while (wanted > most - ids.used() && !isInterrupted && System.nanoTime() < end) {
            try {
                Reference<?> gone = unused.remove(PATIENCE_MILLIS / 10);
                if (gone != null) {
                    forget((Entry) gone);
                }
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        forgetUnused();
        if (wanted > most - ids.used()) {
            throw new LimitException("the modules of the engine exceed the limit of " + most + " types together", -1);
        }
    }

    /** How many types there are, apart from those that are known to be unused. */
    public synchronized int size() {
        forgetUnused();
        return ids.used();
    }

    // ---- looking up

    /** The final function type without supertype that has these parameters and results. */
    public TypeDefinition function(int[] params, int[] results) {
        return define(TypeDraft.function(params, results));
    }

    /** The type with a canonical id. */
    public TypeDefinition get(int id) {
        Entry entry = entries[id];
        return entry.get().types[id - entry.first];
    }

    /** The type of a defined heap type. */
    public TypeDefinition ofHeap(int heap) {
        return get(HeapTypes.id(heap));
    }

    /** What must be kept by whoever keeps a value type; null for types that are not defined. */
    public TypeDefinition definition(int type) {
        return type >= 0 && HeapTypes.isDefined(ValTypes.heap(type)) ? ofHeap(ValTypes.heap(type)) : null;
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

    /** Whether values of some types can stand where others are wanted, one for one. */
    public boolean areSubtypes(int[] subs, int[] sups) {
        boolean fit = subs.length == sups.length;
        for (int k = 0; fit && k < subs.length; k++) {
            fit = isSubtype(subs[k], sups[k]);
        }
        return fit;
    }

    /** Subtyping of heap types. */
    public boolean isHeapSubtype(int sub, int sup) {
        if (sub == sup) {
            return true;
        }
        if (HeapTypes.isDefined(sub)) {
            TypeDefinition definition = ofHeap(sub);
            return HeapTypes.isDefined(sup)
                    ? !HeapTypes.isExact(sup) && definition.isSubtypeOf(ofHeap(sup))
                    : HeapTypes.isAbstractSubtype(definition.kind().heap(), sup);
        }
        if (HeapTypes.isDefined(sup)) {
            return sub == ofHeap(sup).kind().bottom();
        }
        return HeapTypes.isAbstractSubtype(sub, sup);
    }

    /** The greatest heap type of the hierarchy: any, func, extern, exn or cont. */
    public int top(int heap) {
        return HeapTypes.isDefined(heap) ? ofHeap(heap).kind().top() : HeapTypes.abstractTop(heap);
    }

    private static TypeDraft canonical(TypeDraft draft, int first) {
        return new TypeDraft(draft.kind(), draft.isFinal(), heapFrom(draft.supertype(), first),
                typesFrom(draft.params(), first), typesFrom(draft.results(), first), draft.mutable(), draft.descriptor(),
                draft.described());
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
            length += 6 + draft.params().length + draft.results().length + draft.mutable().length;
        }
        int[] structure = new int[length];
        int next = 0;
        for (TypeDraft draft : group) {
            structure[next++] = draft.kind().ordinal() << 1 | (draft.isFinal() ? 1 : 0);
            structure[next++] = draft.supertype();
            structure[next++] = draft.descriptor();
            structure[next++] = draft.described();
            structure[next++] = draft.params().length;
            structure[next++] = draft.results().length;
            for (int type : draft.params()) {
                structure[next++] = type;
            }
            for (int type : draft.results()) {
                structure[next++] = type;
            }
            for (boolean mutable : draft.mutable()) {
                structure[next++] = mutable ? 1 : 0;
            }
        }
        return structure;
    }

    /**
     * What is known of a group as long as it lives. Equal by structure, and comparable, so that a hash map stays fast when a
     * hostile module makes hash codes collide.
     */
    private static final class Entry extends WeakReference<TypeGroup> implements Comparable<Entry> {
        private final int[] structure;
        private final int hash;
        private final int first;
        private final int size;
        private boolean isForgotten;

        Entry(int[] structure, TypeGroup group, ReferenceQueue<TypeGroup> queue, int first) {
            super(group, queue);
            this.structure = structure;
            this.hash = hash(structure);
            this.first = first;
            this.size = group == null ? 0 : group.types.length;
        }

        /** Not that of arrays: by it, types of a million functions with 13 parameters have a thousand hash codes. */
        private static int hash(int[] structure) {
            long hash = SEED;
            for (int word : structure) {
                hash = (hash ^ word) * MULTIPLIER;
                hash ^= hash >>> 29;
            }
            return (int) (hash >>> 32);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && hash == entry.hash && Arrays.equals(structure, entry.structure);
        }

        @Override
        public int compareTo(Entry other) {
            return Arrays.compare(structure, other.structure);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
