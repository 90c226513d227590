package dev.vespula.internal.linked;

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
            case Ir.SLOT_V128 :
                return new V128Slot(spec);
            case Ir.CONST_V128 :
                spec.bits = linker.word64();
                spec.highBits = linker.word64();
                return new V128Const(spec);
            default :
                nodes(spec, 3);
                return new V128Select(spec);
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
            NodeSpec source = new NodeSpec();
            source.a = Ir.field(linker.code[at + 1]);
            return VectorChain.rotation(linker.code, at - 1, spec.target, new V128Slot(source));
        }
        if (op == Ir.I8X16_SHUFFLE) {
            Node special = shuffle(spec);
            if (special != null) {
                return special;
            }
        }
        int count = Ir.operands(op);
        if (areSlots(count)) {
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

    private void nodes(NodeSpec spec, int count) {
        spec.form = NodeSpec.EE;
        spec.aNode = linker.operand();
        spec.bNode = count > 1 ? linker.operand() : null;
        spec.cNode = count > 2 ? linker.operand() : null;
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
        linker.plainAddress(spec);
        if (Ir.operands(spec.op) > 1) {
            spec.bNode = linker.operand();
        }
        return OperandLinker.node(VectorLoadNodes.make(spec));
    }

    /** Links a store whose op word was read. */
    Node store(NodeSpec spec) {
        if (spec.op == Ir.V128_STORE && spec.a == 0 && VectorAccumulation.isAt(linker.code, linker.at)) {
            Node node = new VectorAccumulation(linker.code, linker.at + 3);
            linker.at = linker.after(linker.at + 2);
            return node;
        }
        linker.memarg(spec);
        lane(spec);
        linker.plainAddress(spec);
        spec.bNode = linker.operand();
        return OperandLinker.node(VectorStoreNodes.make(spec));
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
        NodeSpec spec = new NodeSpec();
        spec.target = target;
        return linker.expression(spec);
    }
}
