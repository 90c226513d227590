package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.TypeTest;

/**
 * Turns the expressions of the IR into nodes. Reads the words one after the other, as they stand in prefix order.
 */
public class OperandLinker {
    final LinkedFunction function;
    public final int[] code;
    final VectorLinker vectors = new VectorLinker(this);
    /** Index of the next word. */
    int at;

    public OperandLinker(LinkedFunction function) {
        this.function = function;
        this.code = function.ir.code();
    }

    /** Links the expression at a pc. */
    public Node operandAt(int pc) {
        at = pc;
        return operand();
    }

    /** Links the next expression as an operand. */
    final Node operand() {
        return expression(new NodeSpec());
    }

    /** Links the next expression, an index or address, so that its {@code i64} method gives the unsigned value. */
    final Node index() {
        if (IrReader.resultType(code, at) == Ir.TYPE_I64) {
            return operand();
        }
        NodeSpec spec = new NodeSpec();
        spec.op = Ir.I64_EXTEND_I32_U;
        unary(spec);
        return node(I32UnaryNodes.make(spec));
    }

    /** The index in a field or word that may also carry flags. */
    static int indexOf(int field) {
        return field & IrReader.INDEX;
    }

    /** Reads the next expression if it is a slot, but for one of a v128; else gives a negative number. */
    final int slotOrNone() {
        int op = Ir.op(code[at]);
        return op <= Ir.SLOT_REF && op != Ir.SLOT_V128 ? slot() : -1;
    }

    /** Reads the word of a struct or array type. */
    final ObjectType objectType() {
        ModuleCode module = function.code.module;
        return module.engine.objectType(module.typeId(code[at++]));
    }

    /** Tells references of a type. */
    final TypeTest typeTest(int type) {
        return new TypeTest(function.code.module.engine, type);
    }

    /** Links so many expressions. */
    final Node[] operands(int count) {
        Node[] nodes = new Node[count];
        for (int k = 0; k < count; k++) {
            nodes[k] = operand();
        }
        return nodes;
    }

    /** Whether the next expression is a numeric slot. */
    final boolean isSlot() {
        return isSlot(at);
    }

    private boolean isSlot(int pc) {
        int op = Ir.op(code[pc]);
        return op >= Ir.SLOT_I32 && op <= Ir.SLOT_F64;
    }

    /** Whether the next expression is a numeric constant. */
    final boolean isConst() {
        return isConst(at);
    }

    private boolean isConst(int pc) {
        int op = Ir.op(code[pc]);
        return op >= Ir.CONST_I32 && op <= Ir.CONST_F64;
    }

    /** Reads the next expression, a slot. */
    final int slot() {
        return Ir.field(code[at++]);
    }

    /** Reads the next expression, a constant, as the bits of a cell. */
    final long bits() {
        int op = Ir.op(code[at++]);
        return op == Ir.CONST_I64 || op == Ir.CONST_F64 ? word64() : code[at++];
    }

    /** Reads two words. */
    final long word64() {
        long low = code[at++] & 0xFFFF_FFFFL;
        return low | (long) code[at++] << 32;
    }

    /** Links the next expression; {@code spec} says what else the node is to be used for. */
    final Node expression(NodeSpec spec) {
        return (Node) make(spec);
    }

    private Product make(NodeSpec spec) {
        if (isConst()) {
            spec.op = Ir.op(code[at]);
            spec.bits = bits();
            return ValueNodes.make(spec);
        }
        int word = code[at++];
        int op = Ir.op(word);
        spec.op = op;
        spec.a = Ir.field(word);
        switch (op) {
            case Ir.SLOT_I32, Ir.SLOT_I64, Ir.SLOT_F32, Ir.SLOT_F64 :
                return ValueNodes.make(spec);
            case Ir.SELECT_I32, Ir.SELECT_I64, Ir.SELECT_F32, Ir.SELECT_F64 :
                return select(spec);
            case Ir.SLOT_REF :
                return new ReferenceNodes.Slot(spec.a);
            case Ir.SLOT_V128, Ir.CONST_V128, Ir.SELECT_V128 :
                return vectors.leaf(spec);
            default :
                if (Ir.has(op, Ir.FLAG_OPERATION)) {
                    return OperationNodes.make(this, spec);
                }
                if (Ir.has(op, Ir.FLAG_VECTOR)) {
                    return Ir.width(op) > 0 ? vectors.load(spec) : vectors.operator(spec);
                }
                return Ir.width(op) > 0 ? load(spec) : numeric(spec);
        }
    }

    private Product numeric(NodeSpec spec) {
        int op = spec.op;
        int type = Ir.operand(op, 0);
        if (op == Ir.I32_ADD) {
            at--;
            if (isScaledSum()) {
                scaledSum(spec);
                return new AddressSum(spec);
            }
            at++;
        }
        if (isProductSum(op)) {
            return productSum(spec);
        }
        if (Ir.operands(op) == 1) {
            unary(spec);
            return switch (type) {
                case Ir.TYPE_I32 -> I32UnaryNodes.make(spec);
                case Ir.TYPE_I64 -> I64UnaryNodes.make(spec);
                case Ir.TYPE_F32 -> F32UnaryNodes.make(spec);
                default -> F64UnaryNodes.make(spec);
            };
        }
        binary(spec);
        if (Ir.has(op, Ir.FLAG_COMPARE)) {
            return switch (type) {
                case Ir.TYPE_I32 -> I32CompareNodes.make(spec);
                case Ir.TYPE_I64 -> I64CompareNodes.make(spec);
                case Ir.TYPE_F32 -> F32CompareNodes.make(spec);
                default -> F64CompareNodes.make(spec);
            };
        }
        return switch (type) {
            case Ir.TYPE_I32 -> I32BinaryNodes.make(spec);
            case Ir.TYPE_I64 -> I64BinaryNodes.make(spec);
            case Ir.TYPE_F32 -> F32BinaryNodes.make(spec);
            default -> F64BinaryNodes.make(spec);
        };
    }

    /** Index behind the expression that begins at an index. */
    final int after(int pc) {
        return IrReader.next(code, pc);
    }

    /** Whether the operands of a floating-point sum or difference contain a product in the right place. */
    private boolean isProductSum(int op) {
        if (op != Ir.F32_ADD && op != Ir.F64_ADD && op != Ir.F32_SUB && op != Ir.F64_SUB) {
            return false;
        }
        int second = Ir.op(code[IrReader.next(code, at)]);
        int first = op == Ir.F32_ADD || op == Ir.F64_ADD ? Ir.op(code[at]) : Ir.F32_SUB;
        return first == Ir.F32_MUL || first == Ir.F64_MUL || second == Ir.F32_MUL || second == Ir.F64_MUL;
    }

    private Product productSum(NodeSpec spec) {
        int second = Ir.op(code[IrReader.next(code, at)]);
        if (second == Ir.F32_MUL || second == Ir.F64_MUL) {
            addend(spec);
            factors(spec);
        } else {
            factors(spec);
            addend(spec);
        }
        boolean slotFirst = spec.aNode == null;
        spec.form = spec.bNode != null ? slotFirst ? NodeSpec.SEE : NodeSpec.EE
                : spec.cNode != null ? slotFirst ? NodeSpec.SSE : NodeSpec.ESE : slotFirst ? NodeSpec.SSS : NodeSpec.ESS;
        return ProductSumNodes.make(spec);
    }

    private void addend(NodeSpec spec) {
        if (isSlot()) {
            spec.a = slot();
        } else {
            spec.aNode = operand();
        }
    }

    private void factors(NodeSpec spec) {
        at++;
        if (isSlot()) {
            spec.b = slot();
        } else {
            spec.bNode = operand();
        }
        if (isSlot()) {
            spec.c = slot();
        } else {
            spec.cNode = operand();
        }
        if (spec.bNode != null && spec.cNode == null) {
            spec.cNode = spec.bNode;
            spec.b = spec.c;
            spec.bNode = null;
        }
    }

    final void unary(NodeSpec spec) {
        if (isSlot()) {
            spec.form = NodeSpec.S;
            spec.a = slot();
        } else {
            spec.form = NodeSpec.E;
            spec.aNode = operand();
        }
    }

    private void binary(NodeSpec spec) {
        boolean swap = Ir.has(spec.op, Ir.FLAG_COMMUTATIVE) && isConst();
        if (swap) {
            long bits = bits();
            unary(spec);
            spec.bits = bits;
            spec.form = spec.form == NodeSpec.S ? NodeSpec.SI : NodeSpec.EI;
            return;
        }
        if (isConst() && !Ir.has(spec.op, Ir.FLAG_COMPARE)) {
            constFirst(spec);
            return;
        }
        unary(spec);
        boolean slotFirst = spec.form == NodeSpec.S;
        if (isConst()) {
            spec.bits = bits();
            spec.form = slotFirst ? NodeSpec.SI : NodeSpec.EI;
        } else if (isSlot()) {
            spec.b = slot();
            spec.form = slotFirst ? NodeSpec.SS : NodeSpec.ES;
            if (!slotFirst && Ir.has(spec.op, Ir.FLAG_COMMUTATIVE)) {
                spec.a = spec.b;
                spec.bNode = spec.aNode;
                spec.form = NodeSpec.SE;
            }
        } else {
            spec.bNode = operand();
            spec.form = slotFirst ? NodeSpec.SE : NodeSpec.EE;
        }
    }

    private void constFirst(NodeSpec spec) {
        spec.bits = bits();
        if (isSlot()) {
            spec.b = slot();
            spec.form = NodeSpec.IS;
        } else {
            spec.bNode = operand();
            spec.form = NodeSpec.IE;
        }
    }

    private Node select(NodeSpec spec) {
        if (isSlot()) {
            int after = at + 1;
            int op = Ir.op(code[after]);
            if (op >= Ir.SLOT_I32 && op <= Ir.SLOT_F64) {
                spec.a = slot();
                spec.b = slot();
                spec.form = NodeSpec.SS;
                return node(ValueNodes.select(spec, operand()));
            }
        }
        spec.aNode = operand();
        spec.bNode = operand();
        spec.form = NodeSpec.EE;
        return node(ValueNodes.select(spec, operand()));
    }

    /** Links the memarg and address of a load whose op word was read. */
    private Node load(NodeSpec spec) {
        memarg(spec);
        address(spec);
        return node(LoadNodes.make(spec));
    }

    /** Links the memarg, address and value of a store whose op word was read. */
    final Node store(NodeSpec spec) {
        memarg(spec);
        address(spec);
        boolean slotValue = isSlot() && spec.form != NodeSpec.L && spec.form != NodeSpec.X;
        if (slotValue) {
            spec.b = slot();
        } else {
            spec.bNode = operand();
        }
        switch (spec.form) {
            case NodeSpec.S -> spec.form = slotValue ? NodeSpec.SS : NodeSpec.SE;
            case NodeSpec.P -> spec.form = slotValue ? NodeSpec.PS : NodeSpec.PE;
            case NodeSpec.Q -> spec.form = slotValue ? NodeSpec.QS : NodeSpec.QE;
            case NodeSpec.R -> spec.form = slotValue ? NodeSpec.RS : NodeSpec.RE;
            case NodeSpec.E -> spec.form = slotValue ? NodeSpec.ES : NodeSpec.EE;
            default -> {
                // 64-bit addresses and other memories have one form.
            }
        }
        return node(StoreNodes.make(spec));
    }

    /** Reads the memarg of an access whose op word was read. */
    final void memarg(NodeSpec spec) {
        int field = spec.a;
        spec.memory = indexOf(field);
        spec.bits = (field & IrReader.WIDE) != 0 ? word64() : code[at++] & 0xFFFF_FFFFL;
    }

    /** Links the address of an access whose memarg was read, and chooses the form, which may be a sum. */
    final void address(NodeSpec spec) {
        if (!isNear(spec)) {
            plainAddress(spec);
        } else if (isSum(Ir.I32_ADD)) {
            at++;
            spec.a = slot();
            boolean slots = isSlot();
            spec.addend = slots ? slot() : (int) bits();
            spec.form = slots ? NodeSpec.Q : NodeSpec.P;
        } else if (isScaledSum()) {
            scaledSum(spec);
            spec.form = NodeSpec.R;
        } else {
            unary(spec);
        }
    }

    /** As {@link #address}, without the forms that are sums. */
    final void plainAddress(NodeSpec spec) {
        if (isNear(spec)) {
            unary(spec);
        } else {
            spec.form = isNearOffset(spec) ? NodeSpec.L : NodeSpec.X;
            spec.aNode = index();
        }
    }

    private boolean isNear(NodeSpec spec) {
        return isNearOffset(spec) && IrReader.resultType(code, at) != Ir.TYPE_I64;
    }

    private static boolean isNearOffset(NodeSpec spec) {
        return spec.memory == 0 && spec.bits >= 0 && spec.bits <= Integer.MAX_VALUE;
    }

    /** Whether the next expression adds a slot or an immediate to a slot. */
    final boolean isSum(int add) {
        if (Ir.op(code[at]) != add) {
            return false;
        }
        int first = Ir.op(code[at + 1]);
        int second = Ir.op(code[at + 2]);
        return first >= Ir.SLOT_I32 && first <= Ir.SLOT_F64
                && (second >= Ir.SLOT_I32 && second <= Ir.SLOT_F64 || second == Ir.CONST_I32 || second == Ir.CONST_I64);
    }

    /** Whether the next expression adds an i32 slot and another one shifted by an immediate. */
    private boolean isScaledSum() {
        return Ir.op(code[at]) == Ir.I32_ADD && Ir.op(code[at + 1]) == Ir.SLOT_I32 && Ir.op(code[at + 2]) == Ir.I32_SHL
                && Ir.op(code[at + 3]) == Ir.SLOT_I32 && Ir.op(code[at + 4]) == Ir.CONST_I32;
    }

    private void scaledSum(NodeSpec spec) {
        at++;
        spec.a = slot();
        at++;
        spec.addend = slot();
        spec.shift = (int) bits();
    }

    static Node node(Product product) {
        return (Node) product;
    }
}
