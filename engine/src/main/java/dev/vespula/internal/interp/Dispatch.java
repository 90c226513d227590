package dev.vespula.internal.interp;

import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.Detour;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.runtime.StoreState;

/**
 * The dispatch loops. A loop remembers the block and the number of the node under way, so a position costs nothing until
 * an exception asks for it; the number is {@link #BEFORE} until the block's fuel is paid.
 *
 * <p>There are two, with and without fuel, so that fuel costs nothing where it is off. Both look at the store's signal
 * and the thread's interruption once a block: two loads and a branch that is never taken. A loop ends early when a host
 * function has thrown what Wasm catches; then the next one begins at the handler.
 *
 * <p>Every so many blocks the compiled tier is told where the loop is. That shows what runs often, calls and loops alike, for
 * one subtraction a block.
 */
final class Dispatch {
    /** In place of a node's number: the block was entered and nothing of it has been done. */
    static final int BEFORE = -1;

    private Dispatch() {}

    /** Runs from a block, in the frame that the execution names, until the activation is over. */
    static void run(Execution execution, Block from) {
        StoreState store = execution.store();
        Block next = from;
        do {
            next = store.engine.metered ? metered(execution, store, next) : free(execution, store, next);
        } while (next != null);
    }

    /** Runs until the activation is over, or gives the block at which to go on. */
    private static Block free(Execution execution, StoreState store, Block from) {
        Thread thread = Thread.currentThread();
        Block b = from;
        int i = BEFORE;
        int toSample = store.blocksToSample;
        try {
            do {
                i = BEFORE;
                if (--toSample < 0) {
                    toSample = b.sample();
                }
                Node[] body = b.body;
                Node last = b.last;
                while (body == null || last == null) {
                    Detour detour = b.prepare();
                    body = detour == null ? b.body : Block.NO_STATEMENTS;
                    last = detour == null ? b.last : detour;
                }
                if (store.signal != StoreState.RUN || thread.isInterrupted()) {
                    store.stopIfAsked();
                }
                i = 0;
                long[] cells = execution.cells;
                int fp = execution.fp;
                for (; i < body.length; i++) {
                    body[i].execute(execution, cells, fp);
                }
                b = last.next(execution, cells, fp);
            } while (b != null);
            store.blocksToSample = toSample;
            return null;
        } catch (Throwable thrown) {
            store.blocksToSample = toSample;
            execution.stop.at(b, i);
            Block handler = execution.handler(thrown);
            if (handler == null) {
                throw thrown;
            }
            return handler;
        }
    }

    /** As {@link #free}, with fuel. */
    private static Block metered(Execution execution, StoreState store, Block from) {
        Thread thread = Thread.currentThread();
        Block b = from;
        int i = BEFORE;
        int toSample = store.blocksToSample;
        try {
            do {
                i = BEFORE;
                if (--toSample < 0) {
                    toSample = b.sample();
                }
                Node[] body = b.body;
                Node last = b.last;
                while (body == null || last == null) {
                    Detour detour = b.prepare();
                    body = detour == null ? b.body : Block.NO_STATEMENTS;
                    last = detour == null ? b.last : detour;
                }
                if (store.signal != StoreState.RUN || thread.isInterrupted()) {
                    store.stopIfAsked();
                }
                long cost = b.fuel;
                if (cost != 0) {
                    if (cost < 0) {
                        execution.instance.payTranslation(b.function.code.index);
                        cost = -cost;
                    }
                    store.charge(cost);
                }
                i = 0;
                long[] cells = execution.cells;
                int fp = execution.fp;
                for (; i < body.length; i++) {
                    body[i].execute(execution, cells, fp);
                }
                b = last.next(execution, cells, fp);
            } while (b != null);
            store.blocksToSample = toSample;
            return null;
        } catch (Throwable thrown) {
            store.blocksToSample = toSample;
            execution.stop.at(b, i);
            Block handler = execution.handler(thrown);
            if (handler == null) {
                throw thrown;
            }
            return handler;
        }
    }
}
