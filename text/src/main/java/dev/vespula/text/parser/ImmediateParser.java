package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;

/** Opcodes and immediates of plain instructions, encoded as they are read. */
final class ImmediateParser {

    private final ModuleScope scope;
    private final Cursor cursor;
    private final TypeParser types;
    private final NumberParser numbers;
    private final MemoryArgumentParser memoryArguments;
    private final IntList list = new IntList();

    ImmediateParser(ModuleScope scope) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.types = scope.typeParser;
        this.numbers = new NumberParser(cursor);
        this.memoryArguments = new MemoryArgumentParser(scope);
    }

    static void writeOpcode(Bytes out, Opcode opcode) {
        if (opcode.prefix() == 0) {
            out.put(opcode.code());
        } else {
            out.put(opcode.prefix()).u32(opcode.code());
        }
    }

    /** The instruction whose mnemonic has just been read, with its immediates at the cursor. */
    void read(Opcode opcode, Bytes out) {
        switch (opcode) {
            case SELECT -> readSelect(out);
            case REF_TEST -> readCast(out, Opcode.REF_TEST, Opcode.REF_TEST_NULL);
            case REF_CAST -> readCast(out, Opcode.REF_CAST, Opcode.REF_CAST_NULL);
            default -> {
                writeOpcode(out, opcode);
                readImmediates(opcode, out);
            }
        }
    }

    private void readImmediates(Opcode opcode, Bytes out) {
        switch (opcode.immediates()) {
            case NONE -> { }
            case LABEL -> out.u32(scope.labels.read(cursor));
            case LABEL_TABLE -> readLabelTable(out);
            case FUNC -> out.u32(scope.functions.read(cursor));
            case CALL_INDIRECT -> readCallIndirect(out);
            case TYPE -> out.u32(scope.types.read(cursor));
            case TAG -> out.u32(scope.tags.read(cursor));
            case LOCAL -> out.u32(scope.locals.read(cursor));
            case GLOBAL -> out.u32(scope.globals.read(cursor));
            case TABLE -> out.u32(scope.tables.readOr(cursor, 0));
            case TABLE_TABLE -> readPair(scope.tables, out);
            case ELEM -> out.u32(scope.elems.read(cursor));
            case ELEM_TABLE -> readSegment(scope.elems, scope.tables, out);
            case MEMARG -> memoryArguments.read(opcode, out);
            case MEMARG_LANE -> memoryArguments.readWithLane(opcode, out);
            case MEMORY -> out.u32(scope.memories.readOr(cursor, 0));
            case MEMORY_MEMORY -> readPair(scope.memories, out);
            case DATA -> {
                scope.usesDataSegments = true;
                out.u32(scope.datas.read(cursor));
            }
            case DATA_MEMORY -> {
                scope.usesDataSegments = true;
                readSegment(scope.datas, scope.memories, out);
            }
            case I32 -> out.s64((int) cursor.readInteger(32));
            case I64 -> out.s64(cursor.readInteger(64));
            case F32 -> out.little32(numbers.readF32());
            case F64 -> out.little64(numbers.readF64());
            case V128 -> numbers.readV128(out);
            case LANE -> out.put(numbers.readLane());
            case SHUFFLE -> numbers.readShuffle(out);
            case HEAP_TYPE -> TypeCodes.writeHeapType(out, types.readHeapType());
            case CAST_BRANCH -> readCastBranch(out);
            case TYPE_FIELD -> readField(out);
            case TYPE_COUNT -> out.u32(scope.types.read(cursor)).u32(cursor.readU32());
            case TYPE_TYPE -> out.u32(scope.types.read(cursor)).u32(scope.types.read(cursor));
            case TYPE_DATA -> {
                scope.usesDataSegments = true;
                out.u32(scope.types.read(cursor)).u32(scope.datas.read(cursor));
            }
            case TYPE_ELEM -> out.u32(scope.types.read(cursor)).u32(scope.elems.read(cursor));
            case FENCE -> out.put(0);
            case BLOCK, TRY_TABLE, SELECT_TYPES ->
                throw new IllegalStateException("not a plain instruction: " + opcode);
        }
    }

    private void readSelect(Bytes out) {
        if (!cursor.isOpen(Keyword.RESULT)) {
            writeOpcode(out, Opcode.SELECT);
            return;
        }
        list.clear();
        types.readResults(list);
        writeOpcode(out, Opcode.SELECT_T);
        TypeCodes.writeValTypes(out, list.toArray());
    }

    private void readCast(Bytes out, Opcode plain, Opcode nullable) {
        int type = types.readRefType();
        writeOpcode(out, ValTypes.isNullable(type) ? nullable : plain);
        TypeCodes.writeHeapType(out, ValTypes.heap(type));
    }

    private void readCastBranch(Bytes out) {
        int label = scope.labels.read(cursor);
        int from = types.readRefType();
        int to = types.readRefType();
        out.put((ValTypes.isNullable(from) ? BinaryFormat.CAST_FROM_NULL : 0)
                | (ValTypes.isNullable(to) ? BinaryFormat.CAST_TO_NULL : 0));
        out.u32(label);
        TypeCodes.writeHeapType(out, ValTypes.heap(from));
        TypeCodes.writeHeapType(out, ValTypes.heap(to));
    }

    private void readLabelTable(Bytes out) {
        list.clear();
        do {
            list.add(scope.labels.read(cursor));
        } while (cursor.isIndex());
        out.u32(list.size() - 1);
        for (int i = 0; i < list.size(); i++) {
            out.u32(list.get(i));
        }
    }

    private void readCallIndirect(Bytes out) {
        int table = scope.tables.readOr(cursor, 0);
        out.u32(types.readTypeUse(TypeParser.ParameterNames.FORBIDDEN)).u32(table);
    }

    private void readPair(IndexSpace space, Bytes out) {
        if (cursor.isIndex()) {
            out.u32(space.read(cursor)).u32(space.read(cursor));
        } else {
            out.u32(0).u32(0);
        }
    }

    /** An optional container (table or memory) and then a segment; in binary the segment comes first. */
    private void readSegment(IndexSpace segments, IndexSpace containers, Bytes out) {
        int token = cursor.position();
        byte second = cursor.tokens().kind(token + 1);
        int container = 0;
        if (cursor.isIndex() && (second == TokenKind.ID || second == TokenKind.NATURAL)) {
            container = containers.read(cursor);
        }
        out.u32(segments.read(cursor)).u32(container);
    }

    private void readField(Bytes out) {
        int type = scope.types.read(cursor);
        out.u32(type);
        if (!cursor.isAt(TokenKind.ID)) {
            out.u32(cursor.readU32());
            return;
        }
        int field = scope.typeTable.field(type, cursor.tokens().value(cursor.position()));
        if (field < 0) {
            throw cursor.error("unknown field " + cursor.tokens().text(cursor.position()));
        }
        cursor.advance();
        out.u32(field);
    }
}
