package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
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
        int offset = reader.position();
        int count = reader.readCount(ImplementationLimits.ELEMENT_SEGMENTS, "element segments");
        ImplementationLimits.check(count, limits.maxElementSegments(), "element segments", offset);
        for (int k = 0; k < count; k++) {
            parts.elements.add(readElement());
        }
    }

    private ElementSegment readElement() {
        int offset = reader.position();
        int flags = reader.readU32();
        checkFlags(flags, 7, FormatError.ELEMENTS_FLAGS, offset);
        SegmentMode mode = SegmentMode.ACTIVE;
        int table = 0;
        int expression = -1;
        if ((flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) != 0) {
            mode = (flags & BinaryFormat.EXPLICIT_INDEX) != 0 ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
        } else {
            table = (flags & BinaryFormat.EXPLICIT_INDEX) != 0 ? reader.readU32() : 0;
            expression = reader.position();
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
        return new ElementSegment(mode, table, expression, type, expressions, count, start);
    }

    private int readElementType(boolean expressions, boolean typed) {
        if (!typed) {
            return expressions ? ValTypes.FUNCREF : ValTypes.nonNull(HeapTypes.FUNC);
        }
        if (expressions) {
            return reader.readRefType();
        }
        int offset = reader.position();
        if (reader.readByte() != 0) {
            throw FormatError.ELEMENT_KIND.at(offset);
        }
        return ValTypes.nonNull(HeapTypes.FUNC);
    }

    private void checkFlags(int flags, int most, FormatError error, int offset) {
        if (flags < 0 || flags > most) {
            throw error.at(offset);
        }
        if (flags != 0) {
            reader.require(Feature.BULK_MEMORY, error, offset);
        }
    }

    void readDataCount() {
        int offset = reader.position();
        reader.require(Feature.BULK_MEMORY, FormatError.SECTION_ID, offset);
        parts.dataCount = Integer.toUnsignedLong(reader.readU32());
    }

    void readDatas() {
        int offset = reader.position();
        int count = reader.readCount(Integer.MAX_VALUE, "data segments");
        ImplementationLimits.check(count, ImplementationLimits.DATA_SEGMENTS, "data segments", offset);
        ImplementationLimits.check(count, limits.maxDataSegments(), "data segments", offset);
        for (int k = 0; k < count; k++) {
            parts.datas.add(readData());
        }
    }

    private DataSegment readData() {
        int offset = reader.position();
        int flags = reader.readU32();
        checkFlags(flags, 2, FormatError.DATA_FLAGS, offset);
        SegmentMode mode = flags == BinaryFormat.PASSIVE_OR_DECLARATIVE ? SegmentMode.PASSIVE : SegmentMode.ACTIVE;
        int memory = flags == BinaryFormat.EXPLICIT_INDEX ? reader.readU32() : 0;
        int expression = -1;
        if (mode == SegmentMode.ACTIVE) {
            expression = reader.position();
            reader.skipExpression();
        }
        int length = reader.readU32();
        int start = reader.position();
        reader.skip(length);
        return new DataSegment(mode, memory, expression, start, start + length);
    }
}
