package dev.vespula.internal.validate;

import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;

/** Everything that names a table or an element segment, calls apart. */
final class TableInstructions {
    private final FunctionBody body;
    private final Instruction instruction;

    TableInstructions(FunctionBody body) {
        this.body = body;
        this.instruction = body.instruction;
    }

    void validate(Opcode opcode, int entry) {
        switch (opcode.immediates()) {
            case TABLE -> instruction.index = body.readTable();
            case TABLE_TABLE -> copy();
            case ELEM_TABLE -> {
                int element = body.readU32();
                instruction.index = body.readTable();
                instruction.second = element;
                body.checkElement(element);
                checkElements(body.module.element(element).type());
            }
            default -> {
                instruction.second = body.readIndex(body.module.elementCount(), "elem segment");
                return;
            }
        }
        body.apply(entry, body.tableAddress(instruction.index), elementType(instruction.index));
    }

    private void copy() {
        instruction.index = body.readTable();
        instruction.second = body.readTable();
        checkElements(elementType(instruction.second));
        body.popCopy(body.tableAddress(instruction.index), body.tableAddress(instruction.second));
    }

    private int elementType(int table) {
        return body.module.table(table).type();
    }

    private void checkElements(int type) {
        if (!body.registry.isSubtype(type, elementType(instruction.index))) {
            throw body.error(ModuleError.TABLE_ELEMENTS, body.name(type), body.name(elementType(instruction.index)));
        }
    }
}
