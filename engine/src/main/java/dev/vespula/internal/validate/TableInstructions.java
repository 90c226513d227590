package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/** Everything that names a table, calls apart. */
final class TableInstructions {
    private final Body body;

    TableInstructions(Body body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case TABLE_GET -> get();
            case TABLE_SET -> set();
            case TABLE_SIZE -> size();
            case TABLE_GROW -> grow();
            case TABLE_FILL -> fill();
            case TABLE_COPY -> copy();
            case TABLE_INIT -> init();
            default -> drop();
        }
    }

    private void get() {
        int table = body.readTable();
        body.pop(body.tableAddress(table));
        body.push(elementType(table));
        if (body.live != null) {
            body.live.tableGet(table);
        }
    }

    private void set() {
        int table = body.readTable();
        body.pop(elementType(table));
        body.pop(body.tableAddress(table));
        if (body.live != null) {
            body.live.tableSet(table);
        }
    }

    private void size() {
        int table = body.readTable();
        body.push(body.tableAddress(table));
        if (body.live != null) {
            body.live.tableSize(table);
        }
    }

    private void grow() {
        int table = body.readTable();
        int address = body.tableAddress(table);
        body.pop(address);
        body.pop(elementType(table));
        body.push(address);
        if (body.live != null) {
            body.live.tableGrow(table);
        }
    }

    private void fill() {
        int table = body.readTable();
        int address = body.tableAddress(table);
        body.pop(address);
        body.pop(elementType(table));
        body.pop(address);
        if (body.live != null) {
            body.live.tableFill(table);
        }
    }

    private void copy() {
        int destination = body.readTable();
        int source = body.readTable();
        checkElements(elementType(source), destination);
        int destinationAddress = body.tableAddress(destination);
        int sourceAddress = body.tableAddress(source);
        body.pop(destinationAddress == sourceAddress ? sourceAddress : ValTypes.I32);
        body.pop(sourceAddress);
        body.pop(destinationAddress);
        if (body.live != null) {
            body.live.tableCopy(destination, source);
        }
    }

    private void init() {
        int element = body.readU32();
        int table = body.readTable();
        body.checkElement(element);
        checkElements(body.module.element(element).type(), table);
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        body.pop(body.tableAddress(table));
        if (body.live != null) {
            body.live.tableInit(table, element);
        }
    }

    private void drop() {
        int element = body.readElement();
        if (body.live != null) {
            body.live.elemDrop(element);
        }
    }

    private int elementType(int table) {
        return body.module.table(table).type();
    }

    private void checkElements(int type, int table) {
        if (!body.registry.isSubtype(type, elementType(table))) {
            throw body.invalid("type mismatch: " + body.module.typeName(type) + " does not fit into a table of "
                    + body.module.typeName(elementType(table)));
        }
    }
}
