package dev.vespula.internal.runtime;

import dev.vespula.ModuleException;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.stop.StopCheck;

/**
 * The code of one function of a module, shared by all instances and threads. It is translated once, when first asked
 * for; a failure is remembered and thrown again by every later call.
 */
public final class FunctionCode {
    /** The module. */
    public final ModuleCode module;
    /** Index of the function in the module, imports counted. */
    public final int index;
    /** Its type. */
    public final Signature signature;
    /** Belongs to the machine: what it made of the IR. Volatile, so that whoever sees it sees all of it. */
    public volatile LinkedCode linked;
    /** How it is called at present; {@code null} until compiled code wants to call it, or it is compiled. */
    @Contract
    public volatile CallEntry entry;
    /** Belongs to the API: what calls it from Java, for all instances. */
    public volatile Object caller;
    /** How often the interpreter was seen in it. Not exact: threads may overwrite one another. */
    public int heat;
    /** In place of the heat of a function that stays interpreted. */
    public static final int NEVER_HOT = Integer.MIN_VALUE;
    /** Belongs to the tier: what its clock showed when {@link #heat} was 0. */
    public long heatedSince;
    /** Belongs to the tier: loops of it that interpreted frames can enter in compiled code, or that were tried. */
    public int compiledLoops;
    /** Its compiled code; null until there is some. */
    private volatile CallEntry compiled;

    private volatile IrFunction ir;
    private int fingerprint;
    private volatile boolean isFingerprinted;
    private volatile ModuleException failure;

    FunctionCode(ModuleCode module, int index, Signature signature) {
        this.module = module;
        this.index = index;
        this.signature = signature;
    }

    /**
     * The IR, translated now if it has not been. That costs no fuel: a call does, see {@link ModuleInstance#payTranslation}.
     *
     * @throws ModuleException if the body is invalid or too large
     */
    public IrFunction ir() {
        return ir(null);
    }

    /**
     * As {@link #ir()}; a translation that is no longer wanted ends with the exception of {@code stop}, which may be null.
     * The function is then not translated.
     */
    public IrFunction ir(StopCheck stop) {
        IrFunction made = ir;
        return made != null ? made : translate(stop);
    }

    private synchronized IrFunction translate(StopCheck stop) {
        if (ir != null) {
            return ir;
        }
        if (failure != null) {
            throw failure;
        }
        EngineState engine = module.engine;
        EngineActivity.Stretch stretch = engine.activity.translating();
        try {
            ir = engine.translator.translate(module.model, index, stop);
            engine.activity.translated(stretch, this, ir);
            return ir;
        } catch (ModuleException e) {
            failure = module.located(e);
            throw failure;
        }
    }

    /**
     * It is to be called through this entry unless there is one already; returns the one that counts. The entry was made
     * without this object's lock: the tier has one of its own, which it holds while it asks for entries.
     */
    public synchronized CallEntry enterThrough(CallEntry made) {
        if (entry == null) {
            entry = made;
        }
        return entry;
    }

    /** Its compiled code, or null. */
    public CallEntry compiled() {
        return compiled;
    }

    /** It was compiled, or compiled anew: from now on it is called through this entry. */
    public void install(CallEntry made) {
        boolean isFirst;
        synchronized (this) {
            isFirst = compiled == null;
            compiled = made;
            entry = made;
            if (linked != null) {
                linked.compiled(made);
            }
        }
        if (isFirst) {
            module.engine.activity.tieredUp(this);
        }
    }

    /** Its compiled code is of no use any more: from now on it is interpreted, through this entry. */
    public void uninstall(CallEntry interpreted) {
        boolean was;
        synchronized (this) {
            was = compiled != null;
            compiled = null;
            entry = interpreted;
            heat = 0;
            if (linked != null) {
                linked.compiled(null);
            }
        }
        if (was) {
            module.engine.activity.tieredDown();
        }
    }

    /**
     * Stands for the IR: equal translations have equal ones in every process, others most likely have not. The IR names
     * reference types by numbers that differ between engines; here the module's own are taken.
     */
    public int fingerprint() {
        if (!isFingerprinted) {
            fingerprint = hash(ir().code());
            isFingerprinted = true;
        }
        return fingerprint;
    }

    private int hash(int[] words) {
        int hash = 1;
        int at = 0;
        while (at < words.length) {
            int op = Ir.op(words[at]);
            hash = 31 * hash + words[at];
            int next = at + 1;
            for (int k = 0; k < Ir.wordEntries(op); k++) {
                int meaning = Ir.wordMeaning(op, k);
                for (int end = next + IrReader.words(words[at], meaning); next < end; next++) {
                    hash = 31 * hash + (meaning == Ir.MEANING_REFTYPE ? module.portable(words[next]) : words[next]);
                }
            }
            at = next;
        }
        return hash;
    }
}
