package dev.vespula.internal.linked;

import dev.vespula.internal.runtime.ModuleCode;
import java.util.Arrays;

/**
 * The return sites of a module's linked code. A frame on the call stack names the block to return to by a number, so
 * that a call stores no object reference: with G1 such a store into a long-lived array costs a memory fence.
 */
public final class LinkedModule {
    private static final int FIRST_CAPACITY = 16;

    /** The blocks after the calls, by site. Replaced when full; an old array stays right as far as it goes. */
    private volatile Block[] sites = new Block[FIRST_CAPACITY];
    private int[] calls = new int[FIRST_CAPACITY];
    private int count;

    /** The linked code of a module. */
    public static LinkedModule of(ModuleCode module) {
        LinkedModule linked = (LinkedModule) module.linked;
        return linked != null ? linked : link(module);
    }

    private static LinkedModule link(ModuleCode module) {
        synchronized (module) {
            LinkedModule linked = (LinkedModule) module.linked;
            if (linked == null) {
                linked = new LinkedModule();
                module.linked = linked;
            }
            return linked;
        }
    }

    /** Makes a site of a call. */
    synchronized CallSite add(int call, Block next) {
        if (count == calls.length) {
            calls = Arrays.copyOf(calls, 2 * count);
            sites = Arrays.copyOf(sites, 2 * count);
        }
        calls[count] = call;
        Block[] same = sites;
        same[count] = next;
        sites = same;
        return new CallSite(count++, next);
    }

    /** The blocks after the calls, by site. */
    public Block[] sites() {
        return sites;
    }

    /** Pc of a site's call. */
    public synchronized int call(int site) {
        return calls[site];
    }
}
