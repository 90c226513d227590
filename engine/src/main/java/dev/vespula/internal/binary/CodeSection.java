package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;

/** Finds the function bodies of the code section; their instructions are read by the validator. */
final class CodeSection {
    private final ByteReader reader;
    private final ModuleParts parts;
    private final EnforcedLimits limits;

    CodeSection(ByteReader reader, ModuleParts parts, EnforcedLimits limits) {
        this.reader = reader;
        this.parts = parts;
        this.limits = limits;
    }

    void read() {
        int offset = reader.position();
        int count = reader.readCount(Integer.MAX_VALUE, "function bodies");
        int[] starts = new int[count];
        int[] ends = new int[count];
        for (int k = 0; k < count; k++) {
            int sizeOffset = reader.position();
            int size = reader.readU32();
            reader.checkAvailable(size);
            ImplementationLimits.check(size, ImplementationLimits.FUNCTION_BYTES, "bytes of a function body", sizeOffset);
            starts[k] = reader.position();
            reader.skip(size);
            ends[k] = reader.position();
        }
        int bytes = reader.position() - offset;
        if (bytes >= limits.averageFromBytes() && count > 0 && bytes / count < limits.minAverageFunctionBytes()) {
            throw FormatError.averageBody(limits.minAverageFunctionBytes(), bytes / count, offset);
        }
        parts.bodyStarts = starts;
        parts.bodyEnds = ends;
    }
}
