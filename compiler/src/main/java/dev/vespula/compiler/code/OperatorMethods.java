package dev.vespula.compiler.code;

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

    /** The method of an operator over numbers. */
    public static JavaMethod number(int op) {
        JavaMethod known = KNOWN[0][op];
        if (known == null) {
            StringBuilder descriptor = new StringBuilder("(");
            for (int k = 0; k < Ir.operands(op); k++) {
                descriptor.append(Kind.ofIr(Ir.operand(op, k)).letter);
            }
            descriptor.append(')').append(Kind.ofIr(Ir.result(op)).letter);
            known = JavaMethod.ofStatic(NUMERIC, method(op), descriptor.toString());
            KNOWN[0][op] = known;
        }
        return known;
    }

    /** The method of an operator over vectors, or of the lanes that a load or store of vectors moves. */
    public static JavaMethod vector(int op, Half half) {
        JavaMethod known = KNOWN[half.ordinal()][op];
        if (known == null) {
            known = JavaMethod.ofStatic(VECTOR, method(op) + half.suffix, vectorDescriptor(op));
            KNOWN[half.ordinal()][op] = known;
        }
        return known;
    }

    private static String method(int op) {
        return Ir.name(op).replace('.', '_');
    }

    private static String vectorDescriptor(int op) {
        boolean isLoad = Ir.width(op) > 0 && Ir.result(op) == Ir.TYPE_V128;
        boolean isStore = Ir.width(op) > 0 && !isLoad;
        StringBuilder descriptor = new StringBuilder("(");
        if (isLoad) {
            descriptor.append(raw(op));
        }
        for (int k = isLoad || isStore ? 1 : 0; k < Ir.operands(op); k++) {
            boolean isWhole = Ir.operand(op, k) == Ir.TYPE_V128 && !Ir.has(op, Ir.FLAG_LANEWISE);
            descriptor.append(isWhole ? "JJ" : Kind.ofIr(Ir.operand(op, k)).letter);
        }
        boolean isOfLane = Ir.width(op) > 0 ? Ir.operands(op) > 1 : Ir.fieldMeaning(op) == Ir.MEANING_LANE;
        descriptor.append(isOfLane ? "I)" : ")");
        return descriptor.append(isStore ? raw(op) : Kind.ofIr(Ir.result(op)).letter).toString();
    }

    /** Descriptor of what is read from or written to memory. */
    private static char raw(int op) {
        return switch (Ir.width(op)) {
            case 1 -> 'B';
            case 2 -> 'S';
            case 4 -> 'I';
            default -> 'J';
        };
    }
}
