package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.numeric.NumericSemantics;
import dev.vespula.internal.numeric.VectorSemantics;
import dev.vespula.internal.operations.Operation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Type;

/**
 * The methods with what the tables say that an operator computes. They are generated from the same rows as {@link Ir}: their
 * names are those of the operators, and their types follow from those of the operands and the result.
 */
public final class OperatorMethods {
    private static final String NUMERIC = Type.getInternalName(NumericSemantics.class);
    private static final String VECTOR = Type.getInternalName(VectorSemantics.class);
    /** Methods by what they compute and by op, made when they are first needed. */
    private static final JavaMethod[][] KNOWN = new JavaMethod[Half.values().length][Ir.COUNT];

    /** Making the strings of a method anew for each call, and ASM's hashing them, takes a tenth of compiling. */
    private static final Map<Method, JavaMethod> OF_CALLS = new ConcurrentHashMap<>();

    private OperatorMethods() {}

    /** What of its result a method computes. */
    public enum Half {
        /** All that it is, or the same for each half. */
        BOTH(""),
        /** The low half of a vector. */
        LOW("_low"),
        /** The high half of a vector. */
        HIGH("_high");

        private final String suffix;

        Half(String suffix) {
            this.suffix = suffix;
        }
    }

    /** The method of a call that is what an op does. */
    public static JavaMethod of(Operation.Call call) {
        return OF_CALLS.computeIfAbsent(call.method(), method -> JavaMethod.ofStatic(
                Type.getInternalName(method.getDeclaringClass()), method.getName(), Type.getMethodDescriptor(method)));
    }

    /** The method of an operator, or of the lanes that a load or store of vectors moves. */
    public static JavaMethod of(int op) {
        return of(op, Half.BOTH);
    }

    /** As above, for a part of the result. */
    public static JavaMethod of(int op, Half half) {
        JavaMethod known = KNOWN[half.ordinal()][op];
        if (known == null) {
            String owner = Ir.has(op, Ir.FLAG_VECTOR) ? VECTOR : NUMERIC;
            known = JavaMethod.ofStatic(owner, Ir.name(op).replace('.', '_') + half.suffix, descriptor(op));
            KNOWN[half.ordinal()][op] = known;
        }
        return known;
    }

    private static String descriptor(int op) {
        boolean isLoad = Ir.width(op) > 0 && Ir.result(op) == Ir.TYPE_V128;
        boolean isStore = Ir.width(op) > 0 && !isLoad;
        StringBuilder descriptor = new StringBuilder("(");
        if (isLoad) {
            descriptor.append(JavaField.integer(Ir.width(op)));
        }
        for (int k = isLoad || isStore ? 1 : 0; k < Ir.operands(op); k++) {
            boolean isWhole = Ir.operand(op, k) == Ir.TYPE_V128 && !Ir.has(op, Ir.FLAG_LANEWISE);
            descriptor.append(isWhole ? "JJ" : Kind.ofIr(Ir.operand(op, k)).letter);
        }
        boolean isOfLane = Ir.width(op) > 0 ? Ir.operands(op) > 1 : Ir.fieldMeaning(op) == Ir.MEANING_LANE;
        descriptor.append(isOfLane ? "I)" : ")");
        return descriptor.append(isStore ? JavaField.integer(Ir.width(op)) : Kind.ofIr(Ir.result(op)).letter).toString();
    }
}
