package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.stop.FuelExhausted;
import dev.vespula.internal.values.Exposed;

/**
 * An instance of a module: the index spaces as flat arrays, imports first. Everything that execution can change lives
 * here or in what these arrays hold; the module itself is never changed.
 */
public final class ModuleInstance extends Exposed {
    private static final Object[] DROPPED = {};

    /** The store that owns the instance. */
    @Contract
    public final StoreState store;
    /** The module. */
    public final ModuleCode module;
    /** The types of the module: what code asks that several engines share. */
    @Contract
    public final ModuleTypes types;
    /**
     * Functions. Those of the module itself are made when first asked for; use {@link #function} unless the index is
     * known to be an import.
     */
    @Contract
    public final FunctionInstance[] functions;
    /** Tables. */
    @Contract
    public final TableInstance[] tables;
    /** Memories. */
    @Contract
    public final LinearMemory[] memories;
    /** Globals. */
    @Contract
    public final GlobalCell[] globals;
    /** Tags. */
    @Contract
    public final TagInstance[] tags;

    /**
     * By index of a function: whether its translation is still to be paid here. It is paid at the first call in this instance,
     * whoever translated or compiled the function before, so that no tier, cache or other instance changes what a call costs.
     * Not null, but without content unless the engine meters; compiled code reads it.
     */
    @Contract
    public final boolean[] unpaid;

    /** The version of the module's code that the entries of functions are of. */
    private int codeVersion;
    private final Object[][] elements;
    private final boolean[] dataDropped;

    /** An instance of which nothing but the module is known yet. */
    public ModuleInstance(StoreState store, ModuleCode module) {
        this.store = store;
        this.module = module;
        this.types = module.types;
        this.functions = new FunctionInstance[module.functionCount()];
        this.tables = new TableInstance[module.model.tableCount()];
        this.memories = new LinearMemory[module.model.memoryCount()];
        this.globals = new GlobalCell[module.model.globalCount()];
        this.tags = new TagInstance[module.model.tagCount()];
        this.unpaid = module.unpaid();
        this.elements = new Object[module.model.elementCount()][];
        this.dataDropped = new boolean[module.model.dataCount()];
        store.add(this);
    }

    /** All memories are there: what the first one copies when it grows is what the module may. */
    public void memoriesMade() {
        if (memories.length > 0) {
            memories[0].copyWithin(module.copies);
        }
    }

    /** The function with an index: always the same object. */
    @Contract
    public FunctionInstance function(int index) {
        FunctionInstance function = functions[index];
        return function != null ? function : makeFunction(index);
    }

    /** An export by its number. */
    public Object exported(int export) {
        int index = module.model.exportIndex(export);
        return switch (module.model.exportKind(export)) {
            case FUNCTION -> function(index);
            case TABLE -> tables[index];
            case MEMORY -> memories[index];
            case GLOBAL -> globals[index];
            case TAG -> tags[index];
        };
    }

    private FunctionInstance makeFunction(int index) {
        FunctionInstance made = new WasmFunction(this, module.code(index));
        functions[index] = made;
        return made;
    }

    /**
     * A call of a function of the module begins, the engine meters: the first one pays for the translation.
     *
     * @throws FuelExhausted if the store cannot; nothing is deducted then, and the next call tries again
     */
    public void payTranslation(int index) {
        if (unpaid[index]) {
            store.charge(module.translationPrice(index));
            unpaid[index] = false;
        }
    }

    /**
     * A function was met whose code does not fit: if the module has other code by now, functions that were called through
     * tables or references are looked up anew at their next calls.
     */
    public void forgetOldEntries() {
        int version = module.codeVersion();
        if (codeVersion != version) {
            codeVersion = version;
            for (FunctionInstance function : functions) {
                if (function instanceof WasmFunction wasm && wasm.instance == this) {
                    function.entry = null;
                }
            }
        }
    }

    /** The values of an element segment; empty once it was dropped. */
    public Object[] elements(int segment) {
        Object[] values = elements[segment];
        return values == null ? DROPPED : values;
    }

    /** Gives an element segment its values. */
    public void elements(int segment, Object[] values) {
        elements[segment] = values;
    }

    /** {@code elem.drop}. */
    public void dropElements(int segment) {
        elements[segment] = null;
    }

    /** Whether an element segment was dropped. */
    public boolean isElementsDropped(int segment) {
        return elements[segment] == null;
    }

    /** Bytes of a data segment; 0 once it was dropped. */
    public int dataLength(int segment) {
        return dataDropped[segment] ? 0 : module.dataLength(segment);
    }

    /** {@code data.drop}. */
    public void dropData(int segment) {
        dataDropped[segment] = true;
    }

    /** Whether a data segment was dropped. */
    public boolean isDataDropped(int segment) {
        return dataDropped[segment];
    }
}
