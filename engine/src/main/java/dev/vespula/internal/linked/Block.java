package dev.vespula.internal.linked;

import dev.vespula.internal.runtime.CallEntry;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * A run of statements that is entered only at its beginning and left only at its end. Linked when it is first entered;
 * until then it is only a position.
 */
public final class Block {
    /** What is executed of a block that another one stands for. */
    public static final Node[] NO_STATEMENTS = {};

    /** The function it belongs to. */
    public final LinkedFunction function;
    /** Pc of the first statement. */
    public final int start;
    /**
     * Fuel that the unit which begins here costs; 0 when none begins. Negative where a function begins whose translation
     * an instance may have to pay first: so that costs all other blocks nothing.
     */
    public final long fuel;
    /**
     * The statements but for the last; null until linked, and null again when another block stands for this one. This
     * field and {@link #last} are read without ordering: each is tested, and whoever sees an object sees its content,
     * because the reads of it depend on the read of the field.
     */
    public Node[] body;
    /**
     * The terminator; null until linked, then always the same: with two fields that change, another thread could see one
     * of them changed and the other not yet, and would leave out the statements or execute them twice. Apart from the
     * others, because which block is next hangs on it alone.
     */
    public Node last;
    /** Executed in place of the block; null if there is nothing of the kind. Written before {@link #body} becomes null. */
    private Detour detour;
    /** What was resumed before it; null if nothing is. Written before a frame can return here. */
    public Resumption resumption;
    /** How often the interpreter was seen at its beginning. Not exact: threads may overwrite one another. */
    private int samples;
    /** What it does where loops begin; once linked, for ever. */
    private AtLoops atLoops = AtLoops.RUN_ON;
    /** Iterations of a {@code MemoryLoop} that lie behind the look at how much can be done at once; 0 for all other blocks. */
    private final byte iteration;
    /** Whether it runs on into a loop, once linked. */
    private boolean runsIntoLoop;
    /** Pc of the terminator, once linked: calls stop there, so it must be known without linking again. */
    private int lastPc;
    /** Number of statements before the terminator, once linked. */
    private int statements;

    Block(LinkedFunction function, int start, long fuel) {
        this(function, start, fuel, 0);
    }

    /** The beginning of a {@code MemoryLoop} that does not look how much can be done at once. */
    Block(LinkedFunction function, int start, long fuel, int iteration) {
        this.iteration = (byte) iteration;
        this.function = function;
        this.start = start;
        this.fuel = fuel;
    }

    /** Pc of a node, once linked. */
    public int pc(int node) {
        // The fields below were written before the terminator, which this thread has read without ordering: see body.
        VarHandle.acquireFence();
        if (node == statements) {
            return lastPc;
        }
        BlockLinker linker = new BlockLinker(function, atLoops, iteration);
        linker.link(start);
        return linker.pc(node);
    }

    /**
     * For whoever finds no statements or no terminator here: gives what is executed in place of the block, or links the block
     * if no other thread has done so meanwhile and gives null. Then look again.
     */
    public Detour prepare() {
        VarHandle.acquireFence();
        Detour instead = detour;
        if (instead == null) {
            link();
        }
        return instead;
    }

    /** The interpreter was seen here: tells the compiled tier, and gives the number of blocks until it is to be told again. */
    public int sample() {
        (iteration == 0 ? this : function.block(start)).samples++;
        return function.code.module.engine.tier.sample(function.code, start, statements);
    }

    /** How often {@link #sample} was called. */
    int samples() {
        return samples;
    }

    /** Links the block if no other thread has done so meanwhile. */
    void link() {
        synchronized (function) {
            if (last == null) {
                if (atLoops == AtLoops.RUN_ON) {
                    atLoops = function.atLoops();
                }
                BlockLinker linker = new BlockLinker(function, atLoops, iteration);
                List<Node> nodes = linker.link(start);
                if (function.tracer != null) {
                    TracedNodes.wrap(nodes, linker, function);
                }
                int count = nodes.size() - 1;
                Node[] made = nodes.subList(0, count).toArray(new Node[count]);
                Node terminator = nodes.get(count);
                lastPc = linker.pc(count);
                this.statements = count;
                runsIntoLoop = linker.runsIntoLoop();
                VarHandle.releaseFence();
                body = made;
                last = terminator;
                if (start == 0) {
                    function.code.module.engine.activity.interpreted();
                }
            }
        }
    }

    /** Lets whoever comes here go on in compiled code. The block is linked and begins with a loop. */
    public void replace(CallEntry loop) {
        synchronized (function) {
            go(new CompiledLoop(this, loop, detour != null ? detour.interpreted() : copy()));
        }
    }

    /** If the block runs on into a loop: whoever comes here goes on in one that ends before, so that the loop's is entered. */
    void endAtLoops() {
        if (runsIntoLoop && detour == null) {
            Block shorter = new Block(function, start, 0);
            shorter.atLoops = AtLoops.END;
            go(new Detour(shorter));
        }
    }

    /** With the lock of the function. */
    private void go(Detour instead) {
        detour = instead;
        VarHandle.releaseFence();
        body = null;
    }

    /** The block as it is now, with nothing to be paid. */
    private Block copy() {
        Block copy = new Block(function, start, 0);
        copy.body = body;
        copy.last = last;
        copy.lastPc = lastPc;
        copy.statements = statements;
        copy.atLoops = atLoops;
        return copy;
    }
}
