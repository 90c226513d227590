package dev.vespula.compiler.unit;

import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.WholeMethod;
import dev.vespula.compiler.method.WideStatements;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Writes a whole function for the sake of its size. */
final class Measure extends WholeMethod {
    /** Bytes of code that takes the place of a large branch table. */
    private static final int TABLE_BYTES = 40;
    /** Bytes of a statement whose values are on the value stack, at most. */
    private static final int WIDE_BYTES = 300;
    /** Of the code of such a statement one byte remains of so many. */
    private static final int WIDE_SHARE = 100;

    private final int most;
    private final int[] sizes;
    private boolean isSplit;

    private Measure(FunctionPlan plan, UnitClass unit, int most) {
        super(plan, unit.scratch(), "measured", FunctionPlan.CALLED, plan.flow.allBlocks(), List.of(0));
        this.most = most;
        this.sizes = new int[plan.flow.statementCount()];
    }

    /**
     * Sizes of the statements of a function if it must be split, else null.
     *
     * @param most the size of a method that need not be split
     */
    static int[] sizes(FunctionPlan plan, UnitClass unit, int most) {
        Measure measure = new Measure(plan, unit, most);
        return measure.write() > most || measure.isSplit ? measure.sizes : null;
    }

    @Override
    public void measured(int statement, int bytes) {
        int pc = flow.position(statement);
        if (Ir.op(words[pc]) == Ir.BR_TABLE) {
            sizes[statement] = bytes + TABLE_BYTES;
        } else {
            sizes[statement] = plan.wide.isWide(pc) ? Math.min(bytes, WIDE_BYTES + bytes / WIDE_SHARE) : bytes;
        }
    }

    @Override
    public boolean wantsHandlers(int size) {
        return size <= most && !isSplit;
    }

    @Override
    public void siteHas(List<Integer> clauses) {
        isSplit |= WideStatements.isByTable(clauses);
    }

    @Override
    public void branchByTable(int pc) {
        isSplit = true;
        code.drop(Kind.INT);
        code.jump(Opcodes.GOTO, label(words[pc + 1]));
    }
}
