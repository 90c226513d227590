package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import org.objectweb.asm.Opcodes;

/** Writes a whole function for the sake of its size. */
final class Measure extends CallMethod {
    /** Bytes of code that takes the place of a large branch table. */
    private static final int TABLE_BYTES = 40;

    private final int[] sizes;
    private boolean hasTable;

    private Measure(FunctionPlan plan) {
        super(plan, "measured");
        this.sizes = new int[plan.flow.statementCount()];
    }

    /**
     * Sizes of the statements of a function if it must be split, else null.
     *
     * @param most the size of a method that need not be split
     */
    static int[] sizes(FunctionPlan plan, int most) {
        Measure measure = new Measure(new FunctionPlan(plan.unit.scratch(), plan.targets, plan.function, plan.ir));
        return measure.write() > most || measure.hasTable ? measure.sizes : null;
    }

    @Override
    void measured(int statement, int bytes) {
        sizes[statement] = bytes + (Ir.op(words[flow.position(statement)]) == Ir.BR_TABLE ? TABLE_BYTES : 0);
    }

    @Override
    void branchByTable(int at) {
        hasTable = true;
        code.drop(Kind.INT);
        code.jump(Opcodes.GOTO, label(words[at + 1]), 0);
    }
}
