package dev.vespula.compiler.tier;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Functions that are compiled together with hot ones because these call them: what is compiled together calls one another
 * directly, while a call of what is compiled later goes through an object that changes, and the JVM then compiles the caller
 * again. Only functions that have run are taken, and of these what the policy admits. Writing their code takes a hundredth of what
 * the JVM takes to compile it, which it does only for those that are called often.
 */
final class Companions {
    /** Words of IR of the companions of one batch. */
    private static final int MOST_WORDS = 100_000;

    private Companions() {}

    /** Functions that are to be compiled, and those that they call, directly or not, which have run and are not compiled. */
    static List<FunctionCode> with(List<FunctionCode> hot, HeatPolicy policy) {
        Set<FunctionCode> all = new LinkedHashSet<>(hot);
        Deque<FunctionCode> waiting = new ArrayDeque<>(hot);
        int words = 0;
        while (!waiting.isEmpty() && words < MOST_WORDS) {
            FunctionCode function = waiting.poll();
            for (int callee : callees(function)) {
                FunctionCode code = function.module.code(callee);
                if (code.linked != null && code.compiled() == null && policy.isCompanion(code) && all.add(code)) {
                    waiting.add(code);
                    words += code.ir().code().length;
                }
            }
        }
        return new ArrayList<>(all);
    }

    private static List<Integer> callees(FunctionCode function) {
        ModuleCode module = function.module;
        int[] words = function.ir().code();
        List<Integer> callees = new ArrayList<>();
        for (int pc = 0; pc < words.length; pc = IrReader.next(words, pc)) {
            int op = Ir.op(words[pc]);
            if (Ir.isCall(op) && Ir.fieldMeaning(op) == Ir.MEANING_FUNC
                    && Ir.field(words[pc]) >= module.importedFunctionCount()) {
                callees.add(Ir.field(words[pc]));
            }
        }
        return callees;
    }
}
