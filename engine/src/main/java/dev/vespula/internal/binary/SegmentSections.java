package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.MalformedException;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;

/** Decodes element and data segments. */
final class SegmentSections {

    private final ConstExpressionReader reader;
    private final ModuleParts parts;
    private final EnforcedLimits limits;

    SegmentSections(ConstExpressionReader reader, ModuleParts parts, EnforcedLimits limits) {
        this.reader = reader;
        this.parts = parts;
        this.limits = limits;
    }

    void readElements() {
        int at = reader.position();
        int count = reader.readCount(ImplementationLimits.ELEMENT_SEGMENTS, "element segments");
        ImplementationLimits.check(count, limits.maxElementSegments(), "element segments", at);
        for (int k = 0; k < count; k++) {
            parts.elements.add(readElement());
        }
    }

    private ElementSegment readElement() {
        int at = reader.position();
        int flags = reader.readU32();
        checkFlags(flags, 7, "malformed elements segment kind", at);
        SegmentMode mode = SegmentMode.ACTIVE;
        int table = 0;
        int offset = -1;
        if ((flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) != 0) {
            mode = (flags & BinaryFormat.EXPLICIT_INDEX) != 0 ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
        } else {
            table = (flags & BinaryFormat.EXPLICIT_INDEX) != 0 ? reader.readU32() : 0;
            offset = reader.position();
            reader.skipExpression();
        }
        boolean expressions = (flags & BinaryFormat.EXPRESSIONS) != 0;
        boolean typed = (flags & (BinaryFormat.PASSIVE_OR_DECLARATIVE | BinaryFormat.EXPLICIT_INDEX)) != 0;
        int type = readElementType(expressions, typed);
        int count = reader.readCount(ImplementationLimits.SEGMENT_ELEMENTS, "elements of a segment");
        int start = reader.position();
        for (int k = 0; k < count; k++) {
            if (expressions) {
                reader.skipExpression();
            } else {
                parts.declare(reader.readU32());
            }
        }
        return new ElementSegment(mode, table, offset, type, expressions, count, start);
    }

    private int readElementType(boolean expressions, boolean typed) {
        if (!typed) {
            return expressions ? ValTypes.FUNCREF : ValTypes.nonNull(HeapTypes.FUNC);
        }
        if (expressions) {
            return reader.readRefType();
        }
        int at = reader.position();
        if (reader.readByte() != 0) {
            throw new MalformedException("malformed element kind", at);
        }
        return ValTypes.nonNull(HeapTypes.FUNC);
    }

    private void checkFlags(int flags, int most, String problem, int at) {
        if (flags < 0 || flags > most) {
            throw new MalformedException(problem, at);
        }
        if (flags != 0) {
            reader.require(Feature.BULK_MEMORY, problem, at);
        }
    }

    void readDataCount() {
        int at = reader.position();
        reader.require(Feature.BULK_MEMORY, "malformed section id", at);
        parts.dataCount = Integer.toUnsignedLong(reader.readU32());
    }

    void readDatas() {
        int at = reader.position();
        int count = reader.readCount(Integer.MAX_VALUE, "data segments");
        ImplementationLimits.check(count, ImplementationLimits.DATA_SEGMENTS, "data segments", at);
        ImplementationLimits.check(count, limits.maxDataSegments(), "data segments", at);
        for (int k = 0; k < count; k++) {
            parts.datas.add(readData());
        }
    }

    private DataSegment readData() {
        int at = reader.position();
        int flags = reader.readU32();
        checkFlags(flags, 2, "malformed data segment flag", at);
        SegmentMode mode = flags == BinaryFormat.PASSIVE_OR_DECLARATIVE ? SegmentMode.PASSIVE : SegmentMode.ACTIVE;
        int memory = flags == BinaryFormat.EXPLICIT_INDEX ? reader.readU32() : 0;
        int offset = -1;
        if (mode == SegmentMode.ACTIVE) {
            offset = reader.position();
            reader.skipExpression();
        }
        int length = reader.readU32();
        int start = reader.position();
        reader.skip(length);
        return new DataSegment(mode, memory, offset, start, start + length);
    }
}
