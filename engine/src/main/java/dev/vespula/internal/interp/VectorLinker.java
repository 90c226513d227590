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

    /** Whether the next expression is a slot or a constant. */
    private boolean isLeaf() {
        int op = Ir.op(linker.code[linker.at]);
        return op == Ir.SLOT_V128 || op == Ir.CONST_V128;
    }

    /** Links the operands as nodes; where one of two is a slot, its number too, for operators that have a node for that. */
    private void nodes(NodeSpec spec, int count) {
        boolean slotFirst = count == 2 && areSlots(1);
        spec.a = slotFirst ? Ir.field(linker.code[linker.at]) : 0;
        spec.aNode = linker.operand();
        boolean slotSecond = count == 2 && areSlots(1);
        spec.b = slotSecond ? Ir.field(linker.code[linker.at]) : 0;
        spec.bNode = count > 1 ? linker.operand() : null;
        spec.cNode = count > 2 ? linker.operand() : null;
        spec.form = slotFirst ? NodeSpec.SE : slotSecond ? NodeSpec.ES : NodeSpec.EE;
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
