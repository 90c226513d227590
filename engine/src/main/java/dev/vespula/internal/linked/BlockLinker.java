package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.MemoryLoop;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.runtime.FunctionCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the IR from a position on into the nodes of a block.
 *
 * <p>A block goes on past a label that nothing but the linker needs, and past unconditional branches, so that a jump
 * costs no node; code behind a label may so be linked more than once. {@link #MAX_STATEMENTS} bounds that. It also runs on
 * into loops if it is to. What is
 * linked depends on the IR and on that alone: linking again gives the same statements, which is how a position is found again.
 */
public final class BlockLinker extends OperandLinker {
    /** Statements after which a block ends at the next label or branch. */
    private static final int MAX_STATEMENTS = 16;
    /** Unconditional branches that one block follows. */
    private static final int MAX_JUMPS = 4;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> pcs = new ArrayList<>();
    /** Small statements not linked yet. */
    private final List<Step> steps = new ArrayList<>();
    private final AtLoops atLoops;
    private final int iteration;
    private int jumps;
    private boolean ended;
    private boolean runsIntoLoop;
    /** Pc of the branch back of the {@link MemoryLoop} that the block goes through, or {@link MemoryLoop#NONE}. */
    private int branchBack = MemoryLoop.NONE;

    /** {@code iteration}: as in {@link Block}. */
    BlockLinker(LinkedFunction function, AtLoops atLoops, int iteration) {
        super(function);
        this.atLoops = atLoops;
        this.iteration = iteration;
    }

    /** Links blocks that run on into loops. */
    public BlockLinker(LinkedFunction function) {
        this(function, AtLoops.RUN_ON, 0);
    }

    /** Whether the block that was linked runs on into a loop. */
    boolean runsIntoLoop() {
        return runsIntoLoop;
    }

    /** Links the block that begins at a pc. */
    public List<Node> link(int start) {
        at = start;
        if (Ir.op(code[at]) == Ir.LOOP) {
            at++;
        }
        if (Ir.op(code[at]) == Ir.CHARGE) {
            at += 3;
        }
        memoryLoop(start);
        boolean open = true;
        while (open) {
            int pc = at;
            Product node = statement(pc, start);
            if (node != null) {
                linkSteps();
                add(node(node), pc);
                open = !ended;
            }
        }
        return nodes;
    }

    /** If a loop begins at a pc of which much can be done at once, the block does that first. */
    private void memoryLoop(int pc) {
        if (Ir.op(code[pc]) == Ir.LOOP && function.tracer == null) {
            for (MemoryLoop loop : MemoryLoop.at(code, pc)) {
                branchBack = loop.back();
                if (iteration == 0) {
                    add(new MemoryLoopNode(loop, function.code.module.engine.metered), pc);
                }
            }
        }
    }

    private void add(Node node, int pc) {
        nodes.add(node);
        pcs.add(pc);
    }

    /** Links the small statements before the next node: several copies at once, else two by two. */
    private void linkSteps() {
        int count = steps.size();
        int from = 0;
        while (from < count) {
            Step first = steps.get(from);
            int copies = copies(from);
            if (copies > 2) {
                add(new Copies(steps.subList(from, from + copies)), first.pc);
                from += copies;
            } else if (from + 1 < count) {
                add(node(PairNodes.make(first, steps.get(from + 1))), first.pc);
                from += 2;
            } else {
                add(first.node(), first.pc);
                from++;
            }
        }
        steps.clear();
    }

    private int copies(int from) {
        int to = from;
        while (to < steps.size() && to - from < Copies.MOST && steps.get(to).kind == Step.COPY) {
            to++;
        }
        return to - from;
    }

    private int statements() {
        return nodes.size() + steps.size();
    }

    /** Position of a node of the block that was linked. */
    int pc(int index) {
        return pcs.get(index);
    }

    /** Links the next statement; null if there is nothing to do for it, or not yet. */
    private Product statement(int pc, int start) {
        if (pc != start && mustEnd(pc)) {
            return end(new BranchNodes.Jump(function.block(pc)));
        }
        int word = code[at++];
        int op = Ir.op(word);
        int field = Ir.field(word);
        if (Ir.kind(op) == Ir.KIND_TERM) {
            return terminator(op, field, pc);
        }
        switch (op) {
            case Ir.LOOP :
                runsIntoLoop = true;
                linkSteps();
                memoryLoop(pc);
                return null;
            case Ir.SET_I32, Ir.SET_I64, Ir.SET_F32, Ir.SET_F64 :
                return set(pc, field);
            case Ir.SET_V128 :
                return vectors.set(field);
            case Ir.EVAL_V128 :
                NodeSpec vector = spec(op, field);
                vector.aNode = operand();
                return new V128Eval(vector);
            case Ir.SET_REF :
                return setReference(field);
            case Ir.EVAL_REF :
                return new ReferenceNodes.Eval(operand());
            case Ir.EVAL_I32, Ir.EVAL_I64, Ir.EVAL_F32, Ir.EVAL_F64 :
                NodeSpec eval = spec(op, field);
                eval.aNode = operand();
                return ValueNodes.make(eval);
            case Ir.STRUCT_NEW :
                ObjectType struct = objectType();
                return new ConstructorNodes.Struct(field, struct, operands(code[at++]));
            case Ir.ARRAY_NEW_FIXED :
                ObjectType array = objectType();
                return new ConstructorNodes.Array(field, array, operands(code[at++]));
            case Ir.CONT_BIND :
                return bind(field);
            default :
                if (Ir.has(op, Ir.FLAG_OPERATION)) {
                    return OperationNodes.make(this, spec(op, field));
                }
                return Ir.has(op, Ir.FLAG_VECTOR) ? vectors.store(spec(op, field)) : store(spec(op, field));
        }
    }

    /** Whether a statement in the middle must begin a block of its own. */
    private boolean mustEnd(int pc) {
        int op = Ir.op(code[pc]);
        if (op == Ir.LOOP) {
            if (atLoops == AtLoops.END) {
                return true;
            }
            op = Ir.op(code[pc + 1]);
        }
        return op == Ir.CHARGE || statements() >= MAX_STATEMENTS && function.isLabel(pc);
    }

    private Product end(Product node) {
        ended = true;
        return node;
    }

    private static NodeSpec spec(int op, int field) {
        NodeSpec spec = new NodeSpec();
        spec.op = op;
        spec.a = field;
        return spec;
    }

    /** Links {@code slot = expression}; null if it waits for its neighbours. */
    private Product set(int pc, int target) {
        Step step = null;
        if (isSlot()) {
            step = new Step(Step.COPY, pc, target);
            step.a = slot();
        } else if (isConst()) {
            step = new Step(Step.CONST, pc, target);
            step.bits = bits();
        } else if (isSum(Ir.I32_ADD)) {
            step = sum(pc, target, Step.I32_ADD_SI, Step.I32_ADD_SS);
        } else if (isSum(Ir.I64_ADD)) {
            step = sum(pc, target, Step.I64_ADD_SI, Step.I64_ADD_SS);
        }
        if (step != null && function.tracer != null) {
            return step.node();
        }
        if (step != null) {
            steps.add(step);
            return null;
        }
        NodeSpec spec = new NodeSpec();
        spec.target = target;
        return expression(spec);
    }

    private Step sum(int pc, int target, int withImmediate, int withSlot) {
        int a = Ir.field(code[at + 1]);
        at += 2;
        Step step = new Step(isSlot() ? withSlot : withImmediate, pc, target);
        step.a = a;
        if (isSlot()) {
            step.b = slot();
        } else {
            step.bits = bits();
        }
        return step;
    }

    /** Links {@code slot = expression} of a reference. */
    private Product setReference(int target) {
        int op = Ir.op(code[at]);
        if (op == Ir.SLOT_REF) {
            return new ReferenceNodes.Copy(target, slot());
        }
        NodeSpec spec = new NodeSpec();
        spec.target = target;
        return expression(spec);
    }

    // ---- terminators

    private Product terminator(int op, int field, int pc) {
        switch (op) {
            case Ir.BR :
                return branch(code[at++]);
            case Ir.BR_IF, Ir.BR_UNLESS :
                int target = code[at++];
                return end(conditional(op == Ir.BR_IF, pc == branchBack ? goBack(target) : function.block(target)));
            case Ir.BR_TABLE :
                return end(branchTable(field));
            case Ir.RETURN :
                return end(new BranchNodes.Return(function.usesRefs ? function : null));
            case Ir.RETURN_I32, Ir.RETURN_I64, Ir.RETURN_F32, Ir.RETURN_F64 :
                return end(returned(op));
            case Ir.UNREACHABLE :
                return end(new BranchNodes.Unreachable());
            case Ir.THROW :
                return end(new ExceptionNodes.Throw(function, pc, field, code[at++]));
            case Ir.THROW_REF :
                return end(new ExceptionNodes.ThrowRef(function, pc, operand()));
            case Ir.SUSPEND, Ir.RESUME, Ir.RESUME_THROW, Ir.RESUME_THROW_REF, Ir.SWITCH :
                return end(stackSwitch(op, field, pc));
            default :
                return end(call(op, field));
        }
    }

    private Product bind(int target) {
        ObjectType type = objectType();
        int count = code[at++];
        Node[] operands = new Node[count];
        int[] types = new int[count];
        for (int k = 0; k < count; k++) {
            types[k] = IrReader.resultType(code, at);
            operands[k] = operand();
        }
        return new StackNodes.Bind(target, type, operands, types);
    }

    private Product stackSwitch(int op, int field, int pc) {
        int slots = function.code.module.called(code, pc).paramSlots;
        int frame = IrReader.frame(code, pc);
        int tag = op == Ir.RESUME_THROW ? IrReader.immediate(code, pc, IrReader.place(op, Ir.MEANING_TAG)) : field;
        at = IrReader.operands(code, pc);
        Node exception = op == Ir.RESUME_THROW_REF ? operand() : null;
        Node continuation = op == Ir.SUSPEND ? null : operand();
        CallSite site = function.site(pc, at);
        return switch (op) {
            case Ir.SUSPEND -> new StackNodes.Suspend(tag, frame, site);
            case Ir.RESUME -> new StackNodes.Resume(frame, slots, continuation, site);
            case Ir.RESUME_THROW -> new StackNodes.ResumeThrow(tag, frame, continuation, site);
            case Ir.RESUME_THROW_REF -> new StackNodes.ResumeThrowRef(frame, exception, continuation, site);
            default -> new StackNodes.Switch(tag, frame, slots, continuation, site);
        };
    }

    private Product branch(int target) {
        if (jumps < MAX_JUMPS && statements() < MAX_STATEMENTS && !mustEnd(target)) {
            jumps++;
            at = target;
            return null;
        }
        return end(new BranchNodes.Jump(function.block(target)));
    }

    /**
     * Where a {@link MemoryLoop} goes on whose step was done: where there is none, for as many iterations as it is not worth
     * it, and then at the beginning again. With a step at each iteration, copies of four bytes took 96 ns instead of 78.
     */
    private Block goBack(int target) {
        return iteration == MemoryLoopNode.LEAST - 1 ? function.block(target) : function.iteration(target, iteration + 1);
    }

    private Product conditional(boolean taken, Block branch) {
        int condition = at;
        if (isSlot()) {
            int slot = slot();
            Block next = function.block(at);
            Block yes = taken ? branch : next;
            Block no = taken ? next : branch;
            Product fused = stepAndTest(slot, yes, no);
            return fused != null ? fused : new BranchNodes.BranchSlot(slot, yes, no);
        }
        at = IrReader.next(code, at);
        Block next = function.block(at);
        int after = at;
        at = condition;
        NodeSpec spec = new NodeSpec();
        spec.taken = taken ? branch : next;
        spec.other = taken ? next : branch;
        Product node = stepAndBranch(spec);
        if (node != null) {
            at = after;
            return node;
        }
        int op = Ir.op(code[at]);
        node = expression(spec);
        at = after;
        return branchesItself(op) ? node : new BranchNodes.Branch(node(node), spec.taken, spec.other);
    }

    /** Whether the node of an operator, used as a terminator, branches on its value. */
    private static boolean branchesItself(int op) {
        return Ir.has(op, Ir.FLAG_COMPARE | Ir.FLAG_TEST);
    }

    private Step lastStep() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    /** Takes the last step away if it would be linked alone, else gives null. */
    private Step takeSingle() {
        int count = steps.size();
        int from = 0;
        while (from < count) {
            int copies = copies(from);
            if (copies <= 2 && from + 1 == count) {
                return steps.remove(from);
            }
            from += copies > 2 ? copies : 2;
        }
        return null;
    }

    /** The step before the test of a slot and the test, as one node; null if they stay apart. */
    private Product stepAndTest(int slot, Block taken, Block other) {
        Step step = lastStep();
        if (step == null || step.target != slot || !step.isI32()) {
            Step single = takeSingle();
            return single == null ? null : StepEndNodes.test(single, slot, taken, other);
        }
        steps.remove(steps.size() - 1);
        NodeSpec spec = new NodeSpec();
        spec.op = Ir.I32_NE;
        spec.form = NodeSpec.SI;
        spec.taken = taken;
        spec.other = other;
        return I32StepNodes.make(step, spec);
    }

    /** A step and the comparison of what it sets with a slot or an immediate, as one node; null if they are not that. */
    private Product stepAndBranch(NodeSpec spec) {
        Step step = lastStep();
        int op = Ir.op(code[at]);
        int type = step == null ? Ir.TYPE_NONE : step.isI32() ? Ir.TYPE_I32 : step.isI64() ? Ir.TYPE_I64 : Ir.TYPE_NONE;
        if (type == Ir.TYPE_NONE || !Ir.has(op, Ir.FLAG_COMPARE) || Ir.operand(op, 0) != type) {
            return null;
        }
        int before = at++;
        int first = isSlot() ? slot() : -1;
        if (first >= 0 && Ir.operands(op) == 1) {
            // The only such comparison is eqz.
            spec.op = type == Ir.TYPE_I32 ? Ir.I32_EQ : Ir.I64_EQ;
            spec.form = NodeSpec.SI;
        } else if (first >= 0 && (isSlot() || isConst())) {
            spec.op = op;
            spec.form = isSlot() ? NodeSpec.SS : NodeSpec.SI;
            if (isSlot()) {
                spec.b = slot();
                if (spec.b == step.target && first != spec.b && Ir.has(op, Ir.FLAG_COMMUTATIVE)) {
                    spec.b = first;
                    first = step.target;
                }
            } else {
                spec.bits = bits();
            }
        } else {
            first = -1;
        }
        if (first != step.target) {
            at = before;
            return null;
        }
        steps.remove(steps.size() - 1);
        return node(type == Ir.TYPE_I32 ? I32StepNodes.make(step, spec) : I64StepNodes.make(step, spec));
    }

    private Product branchTable(int count) {
        Block[] targets = new Block[count];
        for (int k = 0; k < count; k++) {
            targets[k] = function.block(code[at++]);
        }
        return new BranchNodes.BranchTable(operand(), targets);
    }

    private Product returned(int op) {
        if (!function.usesRefs && !isSlot() && !isConst() && returnsItself(Ir.op(code[at]))) {
            return operand();
        }
        NodeSpec spec = new NodeSpec();
        spec.op = op;
        spec.function = function.usesRefs ? function : null;
        spec.aNode = operand();
        return ValueNodes.make(spec);
    }

    /** Whether the generated node of an operator, used as a terminator, returns its value. */
    private static boolean returnsItself(int op) {
        return op >= Ir.I32_EQZ && !Ir.has(op, Ir.FLAG_COMPARE | Ir.FLAG_OPERATION);
    }

    private Product call(int op, int field) {
        int pc = at - 1;
        int meaning = Ir.fieldMeaning(op);
        boolean replaces = Ir.isTailCall(op);
        int type = meaning == Ir.MEANING_FUNC ? 0 : function.code.module.typeId(code[at++]);
        int frame = code[at++];
        if (meaning == Ir.MEANING_FUNC) {
            return replaces ? tail(field, frame) : direct(field, frame, pc);
        }
        Node callee = meaning == Ir.MEANING_TABLE ? index() : operand();
        if (meaning == Ir.MEANING_TABLE) {
            return replaces ? new CallNodes.TailCallIndirect(function, indexOf(field), type, frame, callee)
                    : new CallNodes.CallIndirect(indexOf(field), type, frame, callee, function.site(pc, at));
        }
        return replaces ? new CallNodes.TailCallRef(function, frame, callee)
                : new CallNodes.CallRef(frame, callee, function.site(pc, at));
    }

    private Product tail(int callee, int frame) {
        if (callee < function.code.module.importedFunctionCount()) {
            return new CallNodes.TailCallImport(function, callee, frame);
        }
        FunctionCode code = function.code.module.code(callee);
        Step step = takeSingle();
        return step == null ? new CallNodes.TailCall(function, code, frame)
                : StepEndNodes.tailCall(step, function, code, frame);
    }

    private Product direct(int callee, int frame, int pc) {
        CallSite site = function.site(pc, at);
        if (callee < function.code.module.importedFunctionCount()) {
            return new CallNodes.CallImport(callee, frame, site);
        }
        FunctionCode code = function.code.module.code(callee);
        Step step = takeSingle();
        return step == null ? new CallNodes.CallLocal(code, frame, site) : StepEndNodes.call(step, code, frame, site);
    }
}
