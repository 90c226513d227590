package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.text.syntax.IndexImmediates;
import dev.vespula.text.syntax.IntegerLiteral;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;

/** Opcodes and immediates of plain instructions, encoded as they are read. */
final class ImmediateParser {
    private final ModuleScope scope;
    private final Cursor cursor;
    private final TypeParser types;
    private final NumberParser numbers;
    private final IntList list = new IntList();

    ImmediateParser(ModuleScope scope) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.types = scope.typeParser;
        this.numbers = new NumberParser(cursor);
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
            case REF_CAST_DESC_EQ -> readCast(out, Opcode.REF_CAST_DESC_EQ, Opcode.REF_CAST_DESC_EQ_NULL);
            default -> {
                writeOpcode(out, opcode);
                readImmediates(opcode, out);
            }
        }
    }

    private void readImmediates(Opcode opcode, Bytes out) {
        switch (opcode.immediates()) {
            case NONE -> {}
            case LABEL, FUNC, TYPE, TAG, LOCAL, GLOBAL, ELEM, DATA, TYPE_TYPE, TYPE_DATA, TYPE_ELEM, TYPE_TAG ->
                readIndices(opcode.immediates(), out);
            case TABLE -> out.u32(takeIndex(Space.TABLE));
            case MEMORY -> out.u32(takeIndex(Space.MEMORY));
            case TABLE_TABLE, MEMORY_MEMORY -> readPair(opcode.immediates(), out);
            case ELEM_TABLE -> readSegment(Space.ELEMENT, Space.TABLE, out);
            case DATA_MEMORY -> readSegment(Space.DATA, Space.MEMORY, out);
            case LABEL_TABLE -> readLabelTable(out);
            case CALL_INDIRECT -> readCallIndirect(out);
            case MEMARG -> readMemoryArgument(opcode, takeIndex(Space.MEMORY), out);
            case MEMARG_LANE -> readMemoryLane(opcode, out);
            case I32 -> out.s64((int) cursor.readInteger(32));
            case I64 -> out.s64(cursor.readInteger(64));
            case F32 -> out.little(numbers.readFloat(FloatFormat.F32), Float.BYTES);
            case F64 -> out.little(numbers.readFloat(FloatFormat.F64), Double.BYTES);
            case V128 -> numbers.readV128(out);
            case LANE -> out.put(numbers.readLane());
            case SHUFFLE -> numbers.readShuffle(out);
            case HEAP_TYPE -> out.heapType(types.readHeapType());
            case CAST_BRANCH -> readCastBranch(out);
            case TYPE_FIELD -> readField(out);
            case TYPE_COUNT -> out.u32(scope.of(Space.TYPE).read(cursor)).u32(cursor.readU32());
            case FENCE -> out.put(0);
            case RESUME, RESUME_THROW -> {
                readIndices(opcode.immediates(), out);
                readOnClauses(out);
            }
            case BLOCK, TRY_TABLE, SELECT_TYPES ->
                throw new IllegalStateException("not a plain instruction: " + opcode);
        }
    }

    private void readOnClauses(Bytes out) {
        Bytes clauses = new Bytes();
        int count = 0;
        while (cursor.takeOpen(Keyword.ON)) {
            int tag = read(Space.TAG);
            if (cursor.opcode() == Opcode.SWITCH) {
                cursor.advance();
                clauses.put(BinaryFormat.ON_SWITCH).u32(tag);
            } else {
                clauses.put(BinaryFormat.ON_LABEL).u32(tag).u32(scope.labels.read(cursor));
            }
            cursor.expectClose();
            count++;
        }
        out.u32(count).put(clauses);
    }

    private void readSelect(Bytes out) {
        if (!cursor.isOpen(Keyword.RESULT)) {
            writeOpcode(out, Opcode.SELECT);
            return;
        }
        list.clear();
        types.readResults(list);
        writeOpcode(out, Opcode.SELECT_T);
        out.valTypes(list.toArray());
    }

    private void readCast(Bytes out, Opcode plain, Opcode nullable) {
        int type = types.readRefType();
        writeOpcode(out, ValTypes.isNullable(type) ? nullable : plain);
        out.heapType(ValTypes.heap(type));
    }

    private void readCastBranch(Bytes out) {
        int label = scope.labels.read(cursor);
        int from = types.readRefType();
        int to = types.readRefType();
        out.put((ValTypes.isNullable(from) ? BinaryFormat.CAST_FROM_NULL : 0)
                | (ValTypes.isNullable(to) ? BinaryFormat.CAST_TO_NULL : 0));
        out.u32(label).heapType(ValTypes.heap(from)).heapType(ValTypes.heap(to));
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
        int table = takeIndex(Space.TABLE);
        out.u32(types.readTypeUse(TypeParser.ParameterNames.FORBIDDEN)).u32(table);
    }

    private void readIndices(Immediates immediates, Bytes out) {
        for (Space space : IndexImmediates.of(immediates)) {
            out.u32(read(space));
        }
    }

    private int read(Space space) {
        scope.usesDataSegments |= space == Space.DATA;
        return scope.of(space).read(cursor);
    }

    /** An index that may be left out: the first entry is meant then. */
    private int takeIndex(Space space) {
        return cursor.isIndex() ? read(space) : 0;
    }

    /** Two tables or memories, or none, which are the first. */
    private void readPair(Immediates immediates, Bytes out) {
        if (cursor.isIndex()) {
            readIndices(immediates, out);
        } else {
            out.u32(0).u32(0);
        }
    }

    /** An optional container (table or memory) and then a segment; in binary the segment comes first. */
    private void readSegment(Space segments, Space containers, Bytes out) {
        byte second = cursor.tokens().kind(cursor.position() + 1);
        boolean named = cursor.isIndex() && (second == TokenKind.ID || second == TokenKind.NATURAL);
        int container = named ? read(containers) : 0;
        out.u32(read(segments)).u32(container);
    }

    private void readField(Bytes out) {
        int type = scope.of(Space.TYPE).read(cursor);
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

    // Memory arguments -----------------------------------------------------------------------------------------------

    /** With a lane at the end, so that a single number is the lane and not the memory. */
    private void readMemoryLane(Opcode opcode, Bytes out) {
        int next = cursor.position() + 1;
        boolean lone = cursor.isAt(TokenKind.NATURAL) && cursor.tokens().kind(next) != TokenKind.NATURAL
                && !isPart(next, "offset=") && !isPart(next, "align=");
        int memory = lone ? 0 : takeIndex(Space.MEMORY);
        readMemoryArgument(opcode, memory, out);
        out.put(numbers.readLane());
    }

    /** Offset and alignment, behind the memory. */
    private void readMemoryArgument(Opcode opcode, int memory, Bytes out) {
        long offset = takePart("offset=", 0);
        int token = cursor.position();
        long alignment = takePart("align=", 1L << opcode.naturalAlignment());
        if (Long.bitCount(alignment) != 1) {
            throw cursor.error(token, "alignment must be a power of two");
        }
        int exponent = Long.numberOfTrailingZeros(alignment);
        if (memory == 0) {
            out.u32(exponent);
        } else {
            out.u32(exponent | BinaryFormat.HAS_MEMORY).u32(memory);
        }
        out.u64(offset);
    }

    private long takePart(String prefix, long absent) {
        int token = cursor.position();
        if (!isPart(token, prefix)) {
            return absent;
        }
        Tokens tokens = cursor.tokens();
        byte[] word = tokens.symbols().bytes(tokens.value(token));
        if (!Lexer.isNatural(word, prefix.length())) {
            throw cursor.error("unknown operator " + tokens.text(token));
        }
        Long value = IntegerLiteral.parse(word, prefix.length(), word.length, 64);
        if (value == null) {
            throw cursor.error("i64 constant out of range");
        }
        cursor.advance();
        return value;
    }

    private boolean isPart(int token, String prefix) {
        Tokens tokens = cursor.tokens();
        return tokens.kind(token) == TokenKind.KEYWORD && tokens.symbols().startsWith(tokens.value(token), prefix);
    }
}
