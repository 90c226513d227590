package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.compiled.Position;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** The beginning of a method: takes the room for its frame, as {@link Position} explains. */
public final class RoomCheck {
    private RoomCheck() {}

    /**
     * Writes the check. Where it falls through, too, there is room.
     *
     * @param loadStore pushes the store
     * @param room      what the frame takes
     * @param slots     slots of the frame
     * @param enough    where to go on at once
     */
    public static void write(Code code, Runnable loadStore, int room, int slots, Label enough) {
        code.load(Kind.LONG, MethodBody.POSITION);
        code.push(Position.of(room, 0));
        code.instruction(Opcodes.LSUB);
        code.instruction(Opcodes.DUP2);
        code.store(Kind.LONG, MethodBody.POSITION);
        loadStore.run();
        code.get(Engine.Signals.FLOOR);
        code.instruction(Opcodes.LCMP);
        code.jump(Opcodes.IFGE, enough);
        loadStore.run();
        code.get(Engine.StoreState.STACK);
        code.load(Kind.LONG, MethodBody.POSITION);
        code.push(slots);
        code.invoke(Engine.MachineStack.DEEPER);
    }
}
