package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;

/** Decodes element and data segments, and finds the function bodies, whose instructions are read by the validator. */
final class ContentSections {

    private final ConstExpressionReader reader;
    private final ModuleModel module;
    private final EnforcedLimits limits;

    ContentSections(ConstExpressionReader reader, ModuleModel module, EnforcedLimits limits) {
        this.reader = reader;
        this.module = module;
        this.limits = limits;
    }

    void readElements() {
        int offset = reader.position();
        int count = reader.readCount(ImplementationLimits.ELEMENT_SEGMENTS, "element segments");
        ImplementationLimits.check(count, limits.maxElementSegments(), "element segments", offset);
        for (int k = 0; k < count; k++) {
            module.elements.add(readElement());
        }
    }

    private ElementSegment readElement() {
        int offset = reader.position();
        int flags = reader.readU32();
        checkFlags(flags, 7, ModuleError.ELEMENTS_FLAGS, offset);
        SegmentMode mode = SegmentMode.ACTIVE;
        int table = 0;
        int expression = -1;
        if ((flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) != 0) {
            mode = (flags & BinaryFormat.EXPLICIT_INDEX) != 0 ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
        } else {
            table = (flags & BinaryFormat.EXPLICIT_INDEX) != 0 ? reader.readU32() : 0;
            expression = reader.skipExpression();
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
                module.declare(reader.readU32());
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
            throw ModuleError.ELEMENT_KIND.at(offset);
        }
        return ValTypes.nonNull(HeapTypes.FUNC);
    }

    private void checkFlags(int flags, int most, ModuleError error, int offset) {
        if (flags < 0 || flags > most) {
            throw error.at(offset);
        }
        if (flags != 0) {
            reader.require(Feature.BULK_MEMORY, error, offset);
        }
    }

    void readBodies() {
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
            throw ModuleError.AVERAGE_BODY.at(offset, limits.minAverageFunctionBytes(), bytes / count);
        }
        module.bodyStarts = starts;
        module.bodyEnds = ends;
    }

    void readDataCount() {
        int offset = reader.position();
        reader.require(Feature.BULK_MEMORY, ModuleError.SECTION_ID, offset);
        module.dataCount = Integer.toUnsignedLong(reader.readU32());
    }

    void readDatas() {
        int offset = reader.position();
        int count = reader.readCount(Integer.MAX_VALUE, "data segments");
        ImplementationLimits.check(count, ImplementationLimits.DATA_SEGMENTS, "data segments", offset);
        ImplementationLimits.check(count, limits.maxDataSegments(), "data segments", offset);
        for (int k = 0; k < count; k++) {
            module.datas.add(readData());
        }
    }

    private DataSegment readData() {
        int offset = reader.position();
        int flags = reader.readU32();
        checkFlags(flags, 2, ModuleError.DATA_FLAGS, offset);
        SegmentMode mode = flags == BinaryFormat.PASSIVE_OR_DECLARATIVE ? SegmentMode.PASSIVE : SegmentMode.ACTIVE;
        int memory = flags == BinaryFormat.EXPLICIT_INDEX ? reader.readU32() : 0;
        int expression = -1;
        if (mode == SegmentMode.ACTIVE) {
            expression = reader.skipExpression();
        }
        int length = reader.readU32();
        int start = reader.position();
        reader.skip(length);
        return new DataSegment(mode, memory, expression, start, start + length);
    }
}
