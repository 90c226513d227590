package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.types.AddressType;

/** Element and data segments, those written inside of tables and memories included. */
final class SegmentParser {
    /** Element kind "functions". */
    private static final int FUNCTIONS = 0;

    private final ModuleScope scope;
    private final Cursor cursor;
    private final TypeParser types;
    private final InstructionParser instructions;
    private final SectionBuffer elems;
    private final SectionBuffer datas;
    private final Bytes items = new Bytes();
    private int itemCount;

    SegmentParser(ModuleScope scope, InstructionParser instructions, SectionBuffer elems, SectionBuffer datas) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.types = scope.typeParser;
        this.instructions = instructions;
        this.elems = elems;
        this.datas = datas;
    }

    // Elements -------------------------------------------------------------------------------------------------------

    /** An element field behind its keyword. */
    void readElem() {
        Naming.take(cursor);
        if (cursor.take(Keyword.DECLARE)) {
            readPassive(BinaryFormat.PASSIVE_OR_DECLARATIVE | BinaryFormat.EXPLICIT_INDEX);
        } else if (isBareContainer()) {
            readActive(BinaryFormat.EXPLICIT_INDEX, cursor.readU32(), readOffset());
        } else if (cursor.takeOpen(Keyword.TABLE)) {
            int table = scope.of(Space.TABLE).read(cursor);
            cursor.expectClose();
            readActive(BinaryFormat.EXPLICIT_INDEX, table, readOffset());
        } else if (cursor.isAt(TokenKind.OPEN) && !types.isValType()) {
            readActive(0, 0, readOffset());
        } else {
            readPassive(BinaryFormat.PASSIVE_OR_DECLARATIVE);
        }
    }

    private void readPassive(int mode) {
        if (cursor.take(Keyword.FUNC)) {
            readFunctions();
            writeItems(elems.next().put(mode).put(FUNCTIONS));
        } else {
            int type = types.readRefType();
            readExpressions();
            writeItems(elems.next().put(mode | BinaryFormat.EXPRESSIONS).valType(type));
        }
    }

    private void readActive(int mode, int table, Bytes offset) {
        boolean functions = cursor.take(Keyword.FUNC) || cursor.isIndex() || cursor.isAt(TokenKind.CLOSE);
        if (functions) {
            readFunctions();
            writeFunctions(mode, table, offset);
        } else {
            int type = types.readRefType();
            readExpressions();
            writeExpressions(mode, table, offset, type);
        }
    }

    private void writeFunctions(int mode, int table, Bytes offset) {
        Bytes out = elems.next().put(mode);
        if (mode == BinaryFormat.EXPLICIT_INDEX) {
            out.u32(table);
        }
        out.put(offset);
        if (mode == BinaryFormat.EXPLICIT_INDEX) {
            out.put(FUNCTIONS);
        }
        writeItems(out);
    }

    private void writeExpressions(int mode, int table, Bytes offset, int type) {
        boolean typed = mode == BinaryFormat.EXPLICIT_INDEX || type != ValTypes.FUNCREF;
        Bytes out = elems.next().put(BinaryFormat.EXPRESSIONS | (typed ? BinaryFormat.EXPLICIT_INDEX : 0));
        if (typed) {
            out.u32(table);
        }
        out.put(offset);
        if (typed) {
            out.valType(type);
        }
        writeItems(out);
    }

    /**
     * The {@code (elem ...)} inside of a table's definition.
     *
     * @return how many elements it has
     */
    int readInlineElem(int table, int type, AddressType address) {
        cursor.expectOpen(Keyword.ELEM);
        Bytes offset = new Bytes();
        ContainerLimits.writeZero(address, offset);
        if (cursor.isAt(TokenKind.OPEN)) {
            readExpressions();
            writeExpressions(BinaryFormat.EXPLICIT_INDEX, table, offset, type);
        } else if (type == ValTypes.FUNCREF) {
            readFunctions();
            writeFunctions(BinaryFormat.EXPLICIT_INDEX, table, offset);
        } else {
            readFunctionsAsExpressions();
            writeExpressions(BinaryFormat.EXPLICIT_INDEX, table, offset, type);
        }
        cursor.expectClose();
        return itemCount;
    }

    private void readFunctions() {
        readItems(() -> items.u32(scope.of(Space.FUNCTION).read(cursor)));
    }

    /** Function indices where the table's type is not that of bare functions. */
    private void readFunctionsAsExpressions() {
        readItems(() -> items.put(Opcode.REF_FUNC.code()).u32(scope.of(Space.FUNCTION).read(cursor)).put(Opcode.END.code()));
    }

    private void readExpressions() {
        readItems(() -> readGroupedExpression(Keyword.ITEM, items));
    }

    private void readItems(Runnable one) {
        items.truncate(0);
        for (itemCount = 0; !cursor.isAt(TokenKind.CLOSE); itemCount++) {
            one.run();
        }
    }

    private void writeItems(Bytes out) {
        out.u32(itemCount).put(items);
    }

    // Data -----------------------------------------------------------------------------------------------------------

    /** A data field behind its keyword. */
    void readData() {
        Naming.take(cursor);
        Bytes head = new Bytes();
        if (isBareContainer()) {
            writeActiveData(head, cursor.readU32());
            head.put(readOffset());
        } else if (!cursor.isAt(TokenKind.OPEN)) {
            head.put(BinaryFormat.PASSIVE_OR_DECLARATIVE);
        } else {
            int memory = 0;
            if (cursor.takeOpen(Keyword.MEMORY)) {
                memory = scope.of(Space.MEMORY).read(cursor);
                cursor.expectClose();
            }
            writeActiveData(head, memory);
            head.put(readOffset());
        }
        writeContent(head);
    }

    /**
     * The {@code (data ...)} inside of a memory's definition, behind its keyword.
     *
     * @return how many bytes it has
     */
    long readInlineData(int memory, AddressType address) {
        Bytes head = new Bytes();
        writeActiveData(head, memory);
        ContainerLimits.writeZero(address, head);
        return writeContent(head);
    }

    private static void writeActiveData(Bytes out, int memory) {
        if (memory == 0) {
            out.put(0);
        } else {
            out.put(BinaryFormat.EXPLICIT_INDEX).u32(memory);
        }
    }

    private int writeContent(Bytes head) {
        Bytes content = new Bytes();
        cursor.readStrings(content);
        datas.next().put(head).vector(content);
        return content.size();
    }

    /** Before reference types a table or memory was named by its index alone; the threads proposal's tests still do. */
    private boolean isBareContainer() {
        return cursor.isAt(TokenKind.NATURAL) && cursor.tokens().kind(cursor.position() + 1) == TokenKind.OPEN;
    }

    // Expressions ----------------------------------------------------------------------------------------------------

    private Bytes readOffset() {
        Bytes offset = new Bytes();
        readGroupedExpression(Keyword.OFFSET, offset);
        return offset;
    }

    /** {@code (keyword instruction*)} or just one folded instruction. */
    private void readGroupedExpression(Keyword keyword, Bytes out) {
        if (cursor.takeOpen(keyword)) {
            instructions.readSequence(out);
            cursor.expectClose();
        } else {
            instructions.readFolded(out);
        }
        out.put(Opcode.END.code());
    }
}
