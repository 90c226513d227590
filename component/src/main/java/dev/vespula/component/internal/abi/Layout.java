package dev.vespula.component.internal.abi;

import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ValueType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How values lie in a memory: sizes, alignments and offsets in bytes. CanonicalABI.md, "Alignment" and "Element Size".
 * Remembers what it computed by identity of types, because types share parts and would otherwise be walked again for each
 * use. Not thread-safe.
 */
public final class Layout {
    private record Extent(long size, int alignment) {}

    private final int pointerSize;
    private final Map<ValueType, Extent> known = new IdentityHashMap<>();

    /** For memories whose pointers have 4 or 8 bytes. */
    public Layout(int pointerSize) {
        this.pointerSize = pointerSize;
    }

    /** Number of bytes of a value: at least 1; saturates at 2^62. */
    public long size(ValueType type) {
        return extent(type).size;
    }

    /** 1, 2, 4 or 8. */
    public int alignment(ValueType type) {
        return extent(type).alignment;
    }

    /** Offsets of the members of a record or tuple, in order; the last entry is the size of the whole. */
    public long[] offsets(List<ValueType> members) {
        long[] offsets = new long[members.size() + 1];
        long end = 0;
        int alignment = 1;
        for (int i = 0; i < members.size(); i++) {
            Extent extent = extent(members.get(i));
            offsets[i] = align(end, extent.alignment);
            end = sum(offsets[i], extent.size);
            alignment = Math.max(alignment, extent.alignment);
        }
        offsets[members.size()] = align(end, alignment);
        return offsets;
    }

    /** Number of bytes of the discriminant of a variant with that many cases: 1, 2 or 4. */
    public static int discriminantSize(int cases) {
        return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
    }

    /** Where the payload of a variant begins whose cases have these payloads. */
    public int payloadOffset(List<Optional<ValueType>> payloads) {
        return (int) align(discriminantSize(payloads.size()), payloadAlignment(payloads));
    }

    /** Number of bytes of flags with that many labels, which is their alignment too: 1, 2 or 4. */
    public static int flagsSize(int labels) {
        return labels <= 8 ? 1 : labels <= 16 ? 2 : 4;
    }

    private Extent extent(ValueType type) {
        Extent extent = known.get(type);
        if (extent == null) {
            extent = computed(type);
            known.put(type, extent);
        }
        return extent;
    }

    private Extent computed(ValueType type) {
        if (type instanceof Primitive primitive) {
            return primitive(primitive);
        }
        if (type instanceof ListType || type instanceof MapType) {
            return new Extent(2L * pointerSize, pointerSize);
        }
        if (type instanceof FixedListType list) {
            Extent element = extent(list.element());
            return new Extent(product(element.size, list.length()), element.alignment);
        }
        if (type instanceof FlagsType flags) {
            return scalar(flagsSize(flags.labels().size()));
        }
        Optional<List<ValueType>> members = Despecialised.members(type);
        if (members.isPresent()) {
            int alignment = 1;
            for (ValueType member : members.get()) {
                alignment = Math.max(alignment, alignment(member));
            }
            return new Extent(offsets(members.get())[members.get().size()], alignment);
        }
        Optional<List<Optional<ValueType>>> payloads = Despecialised.payloads(type);
        // What remains are handles: of resources, streams and futures.
        return payloads.isPresent() ? variant(payloads.get()) : scalar(4);
    }

    private Extent primitive(Primitive type) {
        return switch (type) {
            case BOOL, S8, U8 -> scalar(1);
            case S16, U16 -> scalar(2);
            case S32, U32, F32, CHAR, ERROR_CONTEXT -> scalar(4);
            case S64, U64, F64 -> scalar(8);
            case STRING -> new Extent(2L * pointerSize, pointerSize);
        };
    }

    private Extent variant(List<Optional<ValueType>> payloads) {
        int alignment = Math.max(discriminantSize(payloads.size()), payloadAlignment(payloads));
        long largest = 0;
        for (Optional<ValueType> payload : payloads) {
            largest = Math.max(largest, payload.isPresent() ? size(payload.get()) : 0);
        }
        return new Extent(align(sum(payloadOffset(payloads), largest), alignment), alignment);
    }

    private int payloadAlignment(List<Optional<ValueType>> payloads) {
        int alignment = 1;
        for (Optional<ValueType> payload : payloads) {
            alignment = Math.max(alignment, payload.isPresent() ? alignment(payload.get()) : 1);
        }
        return alignment;
    }

    private static Extent scalar(int size) {
        return new Extent(size, size);
    }

    private static final long LARGEST = 1L << 62;

    private static long sum(long a, long b) {
        return Math.min(LARGEST, a + b);
    }

    private static long product(long size, int count) {
        return size > LARGEST / count ? LARGEST : size * count;
    }

    private static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }
}
