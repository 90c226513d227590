package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.runtime.Position;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** The beginning of a method: takes the room for its frame, as {@link Position} explains. */
final class RoomCheck {
    private RoomCheck() {
    }

    /**
     * Writes the check. Where it falls through, too, there is room.
     *
     * @param loadStore pushes the store
     * @param room      what the frame takes
     * @param slots     slots of the frame
     * @param enough    where to go on at once
     */
    static void write(Code code, Runnable loadStore, int room, int slots, Label enough) {
        code.load(Kind.LONG, Body.POSITION);
        code.push(Position.of(room, 0));
        code.instruction(Opcodes.LSUB, -2);
        code.instruction(Opcodes.DUP2, 2);
        code.store(Kind.LONG, Body.POSITION);
        loadStore.run();
        code.getField(Names.STORE, "floor", "J");
        code.instruction(Opcodes.LCMP, -3);
        code.jump(Opcodes.IFGE, enough, -1);
        loadStore.run();
        code.getField(Names.STORE, "stack", Names.type(Names.STACK));
        code.load(Kind.LONG, Body.POSITION);
        code.push(slots);
        code.invokeVirtual(Names.STACK, "deeper", "(JI)V");
    }
}
