package dev.vespula.compiler.method;

import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.plan.SlotUse;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Statements with so many values that the code to move each of them would not fit into a method: calls and returns that pass
 * values in slots, constructors and exceptions with many values, calls with many handlers around them. The parts of a split
 * function that have such a statement leave its values on the value stack, where most of them need no code at all.
 */
public final class WideStatements {
    /** Values of an exception that are moved one by one. */
    static final int MOST_VALUES = 32;
    /** Operands of a constructor that are written one by one. */
    static final int MOST_OPERANDS = 64;
    /** Clauses that are tried one by one. */
    static final int MOST_CLAUSES = 24;

    private final FunctionPlan plan;
    private final SlotUse use;
    private final int[] words;

    WideStatements(FunctionPlan plan) {
        this.plan = plan;
        this.use = plan.use;
        this.words = plan.words;
    }

    /** Whether a statement has many values, handlers apart. */
    public boolean isWide(int pc) {
        int op = Ir.op(words[pc]);
        if (Ir.isCall(op)) {
            return !Shape.of(use.called(pc)).isDirect;
        }
        return switch (op) {
            case Ir.RETURN -> !plan.shape.isDirect;
            case Ir.THROW -> use.tag(Ir.field(words[pc])).params.length > MOST_VALUES;
            default -> Ir.operands(op) == Ir.VARIADIC && IrReader.operandCount(words, pc) > MOST_OPERANDS && areLeaves(pc);
        };
    }

    /** Whether all operands of a statement are slots or constants; those of large constructors are. */
    private boolean areLeaves(int pc) {
        int next = IrReader.operands(words, pc);
        for (int k = IrReader.operandCount(words, pc); k > 0; k--) {
            if (Ir.operands(Ir.op(words[next])) != 0) {
                return false;
            }
            next = IrReader.next(words, next);
        }
        return true;
    }

    /** The clauses that may catch what a statement throws. */
    public List<Integer> clauses(int pc) {
        List<Integer> clauses = new ArrayList<>();
        plan.flow.clauses(pc, clauses::add);
        return clauses;
    }

    /** Whether the clauses around a statement are found in a table: then the function must be split. */
    public static boolean isByTable(List<Integer> clauses) {
        return clauses.size() > MOST_CLAUSES;
    }

    /** Whether the values that a clause fills are moved together. */
    boolean isWideClause(int clause) {
        int tag = plan.flow.handlers().tag(clause);
        return tag >= 0 && use.tag(tag).params.length > MOST_VALUES;
    }

    /** Tells the variables that must be on the value stack because of a statement. */
    public void residents(int pc, IntConsumer visitor) {
        if (isWide(pc)) {
            use.reads(pc, visitor);
            use.writes(pc, visitor);
            if (plan.isSelfTailCall(pc)) {
                plan.shape.params.forEach(param -> visitor.accept(plan.number(param)));
            }
        }
        List<Integer> clauses = clauses(pc);
        for (int clause : clauses) {
            if (isByTable(clauses) || isWideClause(clause)) {
                use.filled(clause, visitor);
            }
        }
    }
}
