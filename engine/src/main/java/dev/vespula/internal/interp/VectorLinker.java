package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;

/** Turns the vector expressions and statements of the IR into nodes; reads words and operands through its owner. */
final class VectorLinker {
    private final OperandLinker linker;

    VectorLinker(OperandLinker linker) {
        this.linker = linker;
    }

    /** Links a vector leaf, or a select, whose op word was read. */
    Node leaf(NodeSpec spec) {
        switch (spec.op) {
            case Ir.SLOT_V128:
                return new VectorValues.Slot(spec.a);
            case Ir.CONST_V128:
                long low = linker.word64();
                return new VectorValues.Const(low, linker.word64(), spec.target);
            case Ir.GLOBAL_GET_V128:
                return new VectorValues.GlobalGet(spec.a, spec.target);
            default:
                return new VectorValues.Select(linker.operand(), linker.operand(), linker.operand(), spec.target);
        }
    }

    /** Links an operator whose op word was read. */
    Node operator(NodeSpec spec) {
        int op = spec.op;
        spec.lane = spec.a;
        if (Ir.wordEntries(op) == 2) {
            spec.bits = linker.word64();
            spec.highBits = linker.word64();
        }
        int at = linker.at;
        if (VectorChain.isRotation(linker.code, at - 1)) {
            linker.at += VectorChain.ROTATION_WORDS - 1;
            Node source = new VectorValues.Slot(Ir.field(linker.code[at + 1]));
            return VectorChain.rotation(linker.code, at - 1, spec.target, source);
        }
        if (op == Ir.I8X16_SHUFFLE) {
            Node special = shuffle(spec);
            if (special != null) {
                return special;
            }
        }
        if (isProductSum(op)) {
            return productSum(spec);
        }
        int count = Ir.operands(op);
        if (count == 2 && Ir.operand(op, 1) != Ir.TYPE_V128) {
            scalarSecond(spec);
        } else if (areSlots(count)) {
            spec.form = count == 1 ? NodeSpec.S : count == 2 ? NodeSpec.SS : NodeSpec.SSS;
            spec.a = linker.slot();
            spec.b = count > 1 ? linker.slot() : 0;
            spec.c = count > 2 ? linker.slot() : 0;
        } else {
            nodes(spec, count);
        }
        return OperandLinker.node(VectorOperators.make(spec));
    }

    /** A node for a usual pattern whose words were read; null, with the operands unread, if there is none. */
    private Node shuffle(NodeSpec spec) {
        int first = linker.at;
        int[] code = linker.code;
        boolean twins = areSlots(2) && code[first] == code[first + 1];
        boolean aIsLeaf = isLeaf();
        Node a = linker.operand();
        boolean bIsLeaf = isLeaf();
        Node node = ShuffleNodes.make(spec, a, linker.operand(), twins, aIsLeaf, bIsLeaf);
        if (node == null) {
            linker.at = first;
        }
        return node;
    }

    /**
     * Whether the operands of a sum of floats contain a product that can be computed after the other operand: the second
     * one, or the first if the order cannot decide which trap it is.
     */
    private boolean isProductSum(int op) {
        if (op != Ir.F32X4_ADD && op != Ir.F64X2_ADD) {
            return false;
        }
        int product = productOf(op);
        int first = linker.at;
        int second = linker.after(first);
        return opAt(second) == product || opAt(first) == product && (isSlot(second) || isPlainLoad(second)
                && isSlotOrPlainLoad(first + 1) && isSlotOrPlainLoad(linker.after(first + 1)));
    }

    private boolean isSlotOrPlainLoad(int position) {
        return isSlot(position) || isPlainLoad(position);
    }

    private static int productOf(int sum) {
        return sum == Ir.F32X4_ADD ? Ir.F32X4_MUL : Ir.F64X2_MUL;
    }

    private int opAt(int position) {
        return Ir.op(linker.code[position]);
    }

    /** Links a sum of which the second operand, or else the first, is a product. */
    private Node productSum(NodeSpec spec) {
        int first = linker.at;
        int second = linker.after(first);
        int end = linker.after(second);
        boolean productSecond = opAt(second) == productOf(spec.op);
        int addend = productSecond ? first : second;
        int left = (productSecond ? second : first) + 1;
        int right = linker.after(left);
        if (isSlot(right) && !isSlot(left)) {
            int swapped = left;
            left = right;
            right = swapped;
        }
        spec.addendForm = isSlot(addend) ? NodeSpec.S : isPlainLoad(addend) ? NodeSpec.M : NodeSpec.E;
        spec.form = !isSlot(left) ? NodeSpec.EE
                : isSlot(right) ? NodeSpec.SS : isPlainLoad(right) ? NodeSpec.SM : NodeSpec.SE;
        spec.a = slotOf(addend);
        spec.aAddend = addend(addend);
        spec.aOffset = offset(addend);
        spec.aNode = linker.operandAt(addend);
        spec.b = slotOf(left);
        spec.bNode = linker.operandAt(left);
        spec.c = slotOf(right);
        spec.cAddend = addend(right);
        spec.cOffset = offset(right);
        spec.cNode = linker.operandAt(right);
        linker.at = end;
        return OperandLinker.node(VectorProductSumNodes.make(spec));
    }

    /** Whether the next expression is a slot or a constant. */
    private boolean isLeaf() {
        int op = Ir.op(linker.code[linker.at]);
        return op == Ir.SLOT_V128 || op == Ir.CONST_V128;
    }

    /**
     * Links the operands as nodes; of two operands also tells what they are, for operators that have nodes for slots,
     * constants and memory.
     */
    private void nodes(NodeSpec spec, int count) {
        int first = linker.at;
        spec.form = NodeSpec.EE;
        spec.aNode = linker.operand();
        int second = linker.at;
        spec.bNode = count > 1 ? linker.operand() : null;
        spec.cNode = count > 2 ? linker.operand() : null;
        if (count != 2 || Ir.wordEntries(spec.op) > 0) {
            return;
        }
        spec.a = slotOf(first);
        spec.b = slotOf(second);
        spec.aAddend = addend(first);
        spec.aOffset = offset(first);
        spec.bAddend = addend(second);
        spec.bOffset = offset(second);
        spec.form = form(first, second);
        if (spec.form == NodeSpec.SI || spec.form == NodeSpec.EI) {
            int end = linker.at;
            linker.at = second + 1;
            spec.bits = linker.word64();
            spec.highBits = linker.word64();
            linker.at = end;
        }
    }

    private int form(int first, int second) {
        boolean slotFirst = isSlot(first);
        if (isSlot(second)) {
            return isPlainLoad(first) ? NodeSpec.MS : NodeSpec.ES;
        }
        if (Ir.op(linker.code[second]) == Ir.CONST_V128) {
            return slotFirst ? NodeSpec.SI : NodeSpec.EI;
        }
        if (isPlainLoad(second)) {
            return slotFirst ? NodeSpec.SM : isPlainLoad(first) ? NodeSpec.MM : NodeSpec.EM;
        }
        return slotFirst ? NodeSpec.SE : isPlainLoad(first) ? NodeSpec.ME : NodeSpec.EE;
    }

    private boolean isSlot(int position) {
        return Ir.op(linker.code[position]) == Ir.SLOT_V128;
    }

    /** Whether an expression loads 16 bytes from memory 0 at an i32 slot, to which an immediate may be added. */
    private boolean isPlainLoad(int position) {
        int[] code = linker.code;
        if (code[position] != Ir.word(Ir.V128_LOAD, 0) || code[position + 1] < 0) {
            return false;
        }
        int address = Ir.op(code[position + 2]);
        return address == Ir.SLOT_I32 || address == Ir.I32_ADD && Ir.op(code[position + 3]) == Ir.SLOT_I32
                && Ir.op(code[position + 4]) == Ir.CONST_I32;
    }

    /** The slot of a slot or of a plain load; of anything else a number without meaning. */
    private int slotOf(int position) {
        int at = isPlainLoad(position) ? position + (isSum(position) ? 3 : 2) : position;
        return Ir.field(linker.code[at]);
    }

    /** The immediate in the address of a plain load, 0 for anything else. */
    private int addend(int position) {
        return isPlainLoad(position) && isSum(position) ? linker.code[position + 5] : 0;
    }

    /** The offset of a plain load, 0 for anything else. */
    private int offset(int position) {
        return isPlainLoad(position) ? linker.code[position + 1] : 0;
    }

    private boolean isSum(int load) {
        return Ir.op(linker.code[load + 2]) == Ir.I32_ADD;
    }

    private void scalarSecond(NodeSpec spec) {
        boolean slotFirst = areSlots(1);
        int first = linker.at;
        if (slotFirst) {
            spec.a = linker.slot();
        } else {
            spec.aNode = linker.operand();
        }
        if (linker.isConst()) {
            spec.bits = linker.bits();
            spec.form = slotFirst ? NodeSpec.SI : NodeSpec.EI;
            return;
        }
        linker.at = first;
        spec.aNode = linker.operand();
        spec.bNode = linker.operand();
        spec.form = NodeSpec.EE;
    }

    /** Whether the next expressions, so many, are all slots. */
    private boolean areSlots(int count) {
        for (int k = 0; k < count; k++) {
            int op = Ir.op(linker.code[linker.at + k]);
            if (op != Ir.SLOT_V128 && (op < Ir.SLOT_I32 || op > Ir.SLOT_F64)) {
                return false;
            }
        }
        return true;
    }

    /** Links a load whose op word was read. */
    Node load(NodeSpec spec) {
        linker.memarg(spec);
        lane(spec);
        address(spec);
        if (Ir.operands(spec.op) > 1) {
            spec.bNode = linker.operand();
        }
        return OperandLinker.node(VectorLoadNodes.make(spec));
    }

    /** Links a store whose op word was read. */
    Node store(NodeSpec spec) {
        if (isAccumulation(spec)) {
            return accumulation();
        }
        linker.memarg(spec);
        lane(spec);
        address(spec);
        if (spec.form == NodeSpec.S && areSlots(1)) {
            spec.form = NodeSpec.SS;
            spec.b = linker.slot();
        } else {
            spec.form = switch (spec.form) {
                case NodeSpec.S -> NodeSpec.SE;
                case NodeSpec.P -> NodeSpec.PE;
                case NodeSpec.Q -> NodeSpec.QE;
                case NodeSpec.R -> NodeSpec.RE;
                case NodeSpec.E -> NodeSpec.EE;
                default -> spec.form;
            };
            spec.bNode = linker.operand();
        }
        return OperandLinker.node(VectorStoreNodes.make(spec));
    }

    /** Whether 16 bytes at a slot become the sum of themselves and the product of a slot and a plain load. */
    private boolean isAccumulation(NodeSpec spec) {
        int[] code = linker.code;
        int offset = linker.at;
        if (spec.op != Ir.V128_STORE || spec.a != 0 || opAt(offset + 1) != Ir.SLOT_I32 || opAt(offset + 2) != Ir.F32X4_ADD) {
            return false;
        }
        int load = offset + 3;
        int product = load + 3;
        return isPlainLoad(load) && !isSum(load) && code[load + 1] == code[offset] && code[load + 2] == code[offset + 1]
                && opAt(product) == Ir.F32X4_MUL && isSlot(product + 1) && isPlainLoad(product + 2);
    }

    private Node accumulation() {
        NodeSpec spec = new NodeSpec();
        int load = linker.at + 3;
        int other = load + 5;
        spec.a = slotOf(load);
        spec.aOffset = offset(load);
        spec.b = slotOf(load + 4);
        spec.c = slotOf(other);
        spec.cAddend = addend(other);
        spec.cOffset = offset(other);
        linker.at = linker.after(other);
        return new VectorAccumulation(spec);
    }

    private void address(NodeSpec spec) {
        if (Ir.width(spec.op) == 2 * Long.BYTES) {
            linker.address(spec);
        } else {
            linker.plainAddress(spec);
        }
    }

    private void lane(NodeSpec spec) {
        if (Ir.wordEntries(spec.op) > 1) {
            spec.lane = linker.code[linker.at++];
        }
    }

    /** Links {@code set.v128}, together with statements behind it that turn the same slots about. */
    Node set(int target) {
        VectorChain chain = new VectorChain(linker);
        if (chain.follows(IrReader.next(linker.code, linker.at), target)) {
            return chain.link(target, linker.operand());
        }
        if (areSlots(1)) {
            return new VectorValues.Copy(target, linker.slot());
        }
        NodeSpec spec = new NodeSpec();
        spec.target = target;
        return linker.expression(spec);
    }
}
