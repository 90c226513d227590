package dev.vespula.internal.linked;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.LinkedCode;
import dev.vespula.internal.runtime.Samples;
import dev.vespula.internal.runtime.StoreState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A translated function as the machine runs it: the numbers that a call needs, and the blocks linked so far. Shared by
 * all instances of the module and all threads.
 */
public final class LinkedFunction extends LinkedCode {
    /** The function. */
    public final FunctionCode code;
    /** Its IR. */
    public final IrFunction ir;
    /** The module's linked code. */
    final LinkedModule module;
    /** Slots of the whole frame. */
    public final int frameSlots;
    /** First slot that a call sets to zero. */
    public final int zeroFrom;
    /** Slot after the last that a call sets to zero. */
    public final int zeroTo;
    /** Whether the frame has reference slots. */
    public final boolean usesRefs;
    /** First slot that may hold a reference. */
    public final int firstRefSlot;
    /** Slot after the last that may hold a reference. */
    public final int endRefSlot;
    /** Tells what it does; null if that is not wanted. */
    final Tracer tracer;
    /** Where a call begins. */
    public final Block entry;
    /** Where its exceptions are caught. */
    public final HandlerTable handlers;
    /**
     * Its compiled code, or null. Read without ordering: whoever sees the object sees its content, because the reads of it
     * depend on the read of the field.
     */
    public CallEntry compiled;

    private final Map<Integer, Block> blocks = new HashMap<>();
    private final Map<Integer, CallSite> sites = new HashMap<>();
    /** The blocks at which handlers begin, by clause, as far as they were needed; a race ends with the same objects. */
    private final Block[] handlerBlocks;
    /** What blocks do that are linked from now on. */
    private AtLoops atLoops = AtLoops.RUN_ON;

    public LinkedFunction(FunctionCode code, IrFunction ir, LinkedModule module) {
        this.code = code;
        this.ir = ir;
        this.module = module;
        this.frameSlots = Math.max(ir.frameSlots(), code.signature.windowSlots);
        this.zeroFrom = ir.paramSlots();
        this.zeroTo = ir.localSlots();
        this.usesRefs = ir.usesRefs();
        this.firstRefSlot = ir.firstRefSlot();
        this.endRefSlot = ir.endRefSlot();
        this.handlers = ir.handlers();
        this.handlerBlocks = new Block[handlers.clauses()];
        Tracer every = Tracer.of(code.module.engine);
        this.tracer = every != null && every.traces(code) ? every : null;
        this.entry = tracer == null ? block(0) : TracedNodes.entry(this);
        this.compiled = code.compiled();
    }

    /** A function ready to run, translated now if it has not been. */
    public static LinkedFunction of(FunctionCode code) {
        return of(code, null);
    }

    /** As {@link #of(FunctionCode)}; the translation ends with a trap when the execution in a store was asked to stop. */
    public static LinkedFunction of(FunctionCode code, StoreState store) {
        LinkedFunction linked = (LinkedFunction) code.linked;
        return linked != null ? linked : link(code, store);
    }

    private static LinkedFunction link(FunctionCode code, StoreState store) {
        IrFunction ir = code.ir(store);
        code.module.engine.tier.install(code);
        synchronized (code) {
            LinkedFunction linked = (LinkedFunction) code.linked;
            if (linked == null) {
                linked = new LinkedFunction(code, ir, LinkedModule.of(code.module));
                code.linked = linked;
            }
            return linked;
        }
    }

    @Override
    public void compiled(CallEntry made) {
        compiled = made;
    }

    @Override
    public void loopCompiled(int pc, CallEntry loop) {
        synchronized (this) {
            if (atLoops == AtLoops.RUN_ON) {
                atLoops = AtLoops.END;
                List.copyOf(blocks.values()).forEach(Block::endAtLoops);
            }
        }
        Block block = block(pc);
        block.link();
        block.replace(loop);
        code.module.engine.activity.tieredUp(code, pc);
    }

    /** What blocks do that are linked from now on. With the lock of this object. */
    AtLoops atLoops() {
        return atLoops;
    }

    @Override
    public Samples samples() {
        synchronized (this) {
            List<Block> seen = blocks.values().stream().filter(block -> block.samples() > 0).toList();
            return new Samples(seen.stream().mapToInt(block -> block.start).toArray(),
                    seen.stream().mapToInt(Block::samples).toArray());
        }
    }

    /** The block that begins with the statement at a pc; always the same object. */
    public Block block(int pc) {
        synchronized (this) {
            Block block = blocks.get(pc);
            if (block == null) {
                block = new Block(this, pc, charge(pc));
                blocks.put(pc, block);
            }
            return block;
        }
    }

    /** The block that begins with a {@code MemoryLoop} whose step was done so many iterations ago. */
    Block iteration(int pc, int number) {
        return new Block(this, pc, charge(pc), number);
    }

    /** The block at which a clause of a handler goes on. */
    public Block handler(int clause) {
        Block known = handlerBlocks[clause];
        if (known == null) {
            known = block(handlers.target(clause));
            handlerBlocks[clause] = known;
        }
        return known;
    }

    /** The return site of a call. */
    public CallSite site(int call, int next) {
        synchronized (this) {
            CallSite known = sites.get(call);
            if (known == null) {
                Block block = block(next);
                known = module.add(call, block);
                block.resumption = Resumption.at(known, code.module, ir.code(), call);
                sites.put(call, known);
            }
            return known;
        }
    }

    /** The block after the call at a pc. */
    public Block after(int call) {
        return site(call).next();
    }

    /** The return site of the call at a pc. */
    public CallSite site(int call) {
        synchronized (this) {
            if (!sites.containsKey(call)) {
                block(call).link();
            }
            return sites.get(call);
        }
    }

    /** Whether a branch may go to a pc. */
    boolean isLabel(int pc) {
        return Arrays.binarySearch(ir.labels(), pc) >= 0;
    }

    private long charge(int pc) {
        int[] words = ir.code();
        int at = Ir.op(words[pc]) == Ir.LOOP ? pc + 1 : pc;
        if (Ir.op(words[at]) != Ir.CHARGE) {
            return 0;
        }
        long fuel = words[at + 1] & 0xFFFF_FFFFL | (long) words[at + 2] << 32;
        return pc == 0 && code.module.engine.translationPrice != 0 ? -fuel : fuel;
    }
}
