package dev.vespula.compiler.method;

import dev.vespula.compiler.code.LiveUnion;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Where a method is left because memory 0 is no longer one array: its frame goes on as one of the interpreter's. */
final class Leaves {
    private final MethodEmitter method;
    private final MethodBody body;
    private final Captures captures;
    private final List<Leave> leaves = new ArrayList<>();
    /** By the position of a handler. */
    private final Map<Integer, Label> atHandlers = new TreeMap<>();

    /** Leaves the method; {@code live}: what is live where it comes from. */
    private record Leave(Label label, LiveUnion live) {}

    Leaves(MethodEmitter method, Captures captures) {
        this.method = method;
        this.body = method.body;
        this.captures = captures;
    }

    /** Reads where memory 0 is after it may have grown; leaves the method if it is no longer one array. */
    void reloadMemory(BitSet live) {
        body.reloadMemory();
        body.branchIfUnfit(with(live));
    }

    /** Where to leave with these variables: all places whose slots agree share the code. */
    private Label with(BitSet live) {
        LiveUnion here = new LiveUnion(body.variables, method.saved(live), live);
        for (Leave leave : leaves) {
            if (leave.live.admits(here)) {
                leave.live.add(here);
                return leave.label;
            }
        }
        leaves.add(new Leave(new Label(), here));
        return leaves.get(leaves.size() - 1).label;
    }

    /** The method may go on at the handler at a position. */
    void mayCatchAt(int position) {
        atHandlers.computeIfAbsent(position, key -> new Label());
    }

    /** Reads where memory 0 is after something was thrown to the handler at a position. */
    void reloadMemoryAt(int position) {
        body.reloadMemory();
        body.branchIfUnfit(atHandlers.get(position));
    }

    /** Writes the code that leaves the method. */
    void write() {
        for (Leave leave : leaves) {
            method.target(leave.label);
            unwind(leave.live.live(), Engine.Unwind.AFTER);
        }
        atHandlers.forEach((position, label) -> {
            method.target(label);
            body.at(position);
            unwind(method.plan.liveness.at(position), Engine.Unwind.INSTANCE);
        });
    }

    private void unwind(BitSet live, JavaField which) {
        captures.site(live, List.of(), () -> {
            body.code.get(which);
            body.code.instruction(Opcodes.ATHROW);
        });
    }
}
