package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;

/** A statement so small that its dispatch is what it costs: linked together with its neighbours where possible. */
final class Step {
    static final int COPY = 0;
    static final int CONST = 1;
    static final int I32_ADD_SI = 2;
    static final int I32_ADD_SS = 3;
    static final int I64_ADD_SI = 4;
    static final int I64_ADD_SS = 5;
    /** How many kinds there are; the kinds number the generated {@link PairNodes}. */
    static final int KINDS = 6;

    /** One of the constants. */
    final int kind;
    /** Pc. */
    final int pc;
    /** Slot that is set. */
    final int target;
    /** First slot read. */
    int a;
    /** Second slot read. */
    int b;
    /** The immediate. */
    long bits;

    Step(int kind, int pc, int target) {
        this.kind = kind;
        this.pc = pc;
        this.target = target;
    }

    /** The step as a node of its own. */
    Node node() {
        if (kind == COPY || kind == CONST) {
            return kind == COPY ? new CopySlot(this) : new ConstSlot(this);
        }
        NodeSpec spec = new NodeSpec();
        spec.a = a;
        spec.b = b;
        spec.bits = bits;
        spec.target = target;
        spec.form = kind == I32_ADD_SI || kind == I64_ADD_SI ? NodeSpec.SI : NodeSpec.SS;
        spec.op = isI32() ? Ir.I32_ADD : Ir.I64_ADD;
        return OperandLinker.node(isI32() ? I32BinaryNodes.make(spec) : I64BinaryNodes.make(spec));
    }

    /** Whether it sets an i32 sum. */
    boolean isI32() {
        return kind == I32_ADD_SI || kind == I32_ADD_SS;
    }

    /** Whether it sets an i64 sum. */
    boolean isI64() {
        return kind == I64_ADD_SI || kind == I64_ADD_SS;
    }
}
