package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Opcode;
import java.util.ArrayList;
import java.util.List;

/** Checks that else, catch, catch_all and delegate stand in blocks that have such parts: others have no text. */
final class Structure {

    /** For each open block the opcode that its present part began with. */
    private final List<Opcode> parts = new ArrayList<>();

    void begin(Opcode block) {
        parts.add(block);
    }

    /** Another part of the innermost block begins. */
    void part(Opcode opcode, int offset) {
        int top = parts.size() - 1;
        Opcode before = parts.get(top);
        boolean fits = switch (opcode) {
            case ELSE -> before == Opcode.IF;
            case DELEGATE -> before == Opcode.TRY;
            default -> before == Opcode.TRY || before == Opcode.CATCH;
        };
        if (!fits) {
            throw new MalformedException("unexpected " + opcode.mnemonic(), offset);
        }
        parts.set(top, opcode);
    }

    void end() {
        parts.remove(parts.size() - 1);
    }
}
