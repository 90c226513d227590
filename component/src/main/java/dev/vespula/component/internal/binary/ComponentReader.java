package dev.vespula.component.internal.binary;

import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ModuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A cursor over the file that reads what all parts of a component are made of. Nested components are read in place. */
final class ComponentReader extends ByteReader {
    private final ComponentFeatures features;
    private int depth;

    ComponentReader(byte[] bytes, ComponentFeatures features) {
        super(bytes, 0, bytes.length);
        this.features = features;
    }

    @Override
    protected ModuleError unexpectedEnd() {
        return ModuleError.UNEXPECTED_END_OF_FILE;
    }

    /** Restricts what is read to the next bytes, so many; returns the end that was, for {@link #restoreEnd}. */
    int limitTo(int length) {
        checkAvailable(length);
        int outer = end;
        end = position + length;
        return outer;
    }

    /** Ends what {@link #limitTo} began: all of it must have been read. */
    void restoreEnd(int outer) {
        if (position != end) {
            throw malformed("section size mismatch: unexpected data at the end of the section", position);
        }
        end = outer;
    }

    /** Bytes that were read, from an offset to here. */
    Slice sliceFrom(int from) {
        return new Slice(bytes, from, position);
    }

    /** All bytes that are left. */
    Slice takeRest() {
        Slice rest = new Slice(bytes, position, end);
        position = end;
        return rest;
    }

    /** Goes one level deeper; fails beyond the limit. */
    void enter(String what) {
        if (++depth > ComponentLimits.DEPTH) {
            throw new LimitException(what + " nesting is too deep: more than " + ComponentLimits.DEPTH + " levels",
                    position);
        }
    }

    void leave() {
        depth--;
    }

    /** The length of a vector: never more than bytes are left. */
    int readCount(int limit, String what) {
        int offset = position;
        int count = readU32();
        checkAvailable(count);
        if (count > limit) {
            throw new LimitException("the limit of " + limit + " " + what + " is exceeded", offset);
        }
        return count;
    }

    /** A vector. Nothing is allocated by its length alone: nested ones could all claim the rest of the file. */
    <T> List<T> readVector(int limit, String what, Supplier<T> element) {
        int count = readCount(limit, what);
        List<T> elements = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            elements.add(element.get());
        }
        return List.copyOf(elements);
    }

    /** Something that may be absent: a byte says so. */
    <T> Optional<T> readOptional(String what, Supplier<T> content) {
        int code = readByte();
        return switch (code) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(content.get());
            default -> throw invalidByte(code, what);
        };
    }

    /** A boolean. */
    boolean readFlag() {
        int code = readByte();
        if (code > 1) {
            throw malformed("invalid boolean value: 0x" + Integer.toHexString(code), position - 1);
        }
        return code == 1;
    }

    /** A string of a length that is not absurd. */
    String readString() {
        int offset = position;
        int length = readU32();
        checkAvailable(length);
        if (length > ComponentLimits.STRING_BYTES) {
            throw new LimitException("string size out of bounds: the limit of " + ComponentLimits.STRING_BYTES
                    + " bytes is exceeded", offset);
        }
        position = offset;
        return readName();
    }

    /** Fails where a part of the component model is off. */
    void require(ComponentFeature feature, String what, int offset) {
        if (!features.has(feature)) {
            throw malformed(ComponentFeatures.missing(feature, what), offset);
        }
    }

    /** The error of the byte that was just read. */
    ModuleException invalidByte(int code, String what) {
        return malformed(invalidByteReason(code, what), position - 1);
    }

    static String invalidByteReason(int code, String what) {
        return "invalid leading byte (0x" + Integer.toHexString(code) + ") for " + what;
    }

    ModuleException malformed(String reason, int offset) {
        return new MalformedException(reason, offset);
    }
}
