package dev.vespula.internal.instantiate;

import dev.vespula.internal.binary.DataSegment;
import dev.vespula.internal.binary.ElementSegment;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.SegmentMode;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.operations.BulkOperations;
import dev.vespula.internal.runtime.ConstExpression;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.Initializers;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TagInstance;

/**
 * Makes an instance, in the order of the specification: imports are checked, then everything is allocated, then active
 * element segments, active data segments and the start function take effect. A trap in the last three leaves what came
 * before it in place.
 */
public final class Instantiation {
    private final StoreState store;
    private final ModuleCode module;
    private final ModuleModel model;
    private final Initializers initializers;
    private final ModuleInstance instance;

    private Instantiation(StoreState store, ModuleCode module) {
        this.store = store;
        this.module = module;
        this.model = module.model;
        this.initializers = module.initializers();
        this.instance = new ModuleInstance(store, module);
    }

    /**
     * Makes an instance.
     *
     * @param imports what stands for each import: a {@link FunctionInstance}, {@link TableInstance},
     *                {@link LinearMemory}, {@link GlobalCell} or {@link TagInstance}
     * @throws dev.vespula.LinkException if one does not fit
     */
    public static ModuleInstance instantiate(StoreState store, ModuleCode module, Object[] imports) {
        Instantiation instantiation = new Instantiation(store, module);
        link(instantiation.instance, imports);
        instantiation.allocate();
        instantiation.runElementSegments();
        instantiation.runDataSegments();
        instantiation.start();
        return instantiation.instance;
    }

    /**
     * An instance whose memories, tables, globals, tags and segments are still to be given to it, counted against the
     * store's limits.
     */
    public static ModuleInstance blank(StoreState store, ModuleCode module) {
        ModuleModel model = module.model;
        store.budget.countInstance(model.memoryCount() - model.importedCount(ExternKind.MEMORY),
                model.tableCount() - model.importedCount(ExternKind.TABLE));
        return new ModuleInstance(store, module);
    }

    /**
     * Checks what is given for an import, in its own store.
     *
     * @throws dev.vespula.LinkException if it does not fit
     */
    public static void check(ModuleCode module, ModuleCode.ImportName name, Object given) {
        new ImportMatch(ImportMatch.storeOf(given), module).check(name, given);
    }

    /**
     * Checks a function of the host that is to be made for an import.
     *
     * @throws dev.vespula.LinkException if it does not fit
     */
    public static void checkFunction(ModuleCode module, ModuleCode.ImportName name, Signature given) {
        new ImportMatch(null, module).checkFunction(name, given);
    }

    /**
     * Gives an instance its imports.
     *
     * @throws dev.vespula.LinkException if one does not fit
     */
    public static void link(ModuleInstance instance, Object[] imports) {
        ModuleCode module = instance.module;
        ImportMatch match = new ImportMatch(instance.store, module);
        ModuleCode.ImportName[] names = module.imports();
        match.checkCount(imports.length);
        for (int i = 0; i < names.length; i++) {
            ModuleCode.ImportName name = names[i];
            match.check(name, imports[i]);
            switch (name.kind()) {
                case FUNCTION -> instance.functions[name.index()] = (FunctionInstance) imports[i];
                case TABLE -> instance.tables[name.index()] = (TableInstance) imports[i];
                case MEMORY -> instance.memories[name.index()] = (LinearMemory) imports[i];
                case GLOBAL -> instance.globals[name.index()] = (GlobalCell) imports[i];
                case TAG -> instance.tags[name.index()] = (TagInstance) imports[i];
            }
        }
    }

    private void allocate() {
        int importedTables = model.importedCount(ExternKind.TABLE);
        int importedMemories = model.importedCount(ExternKind.MEMORY);
        store.budget.countInstance(model.memoryCount() - importedMemories, model.tableCount() - importedTables);
        for (int i = importedMemories; i < instance.memories.length; i++) {
            instance.memories[i] = store.newMemory(module.memory(i));
        }
        instance.memoriesMade();
        for (int i = model.importedCount(ExternKind.TAG); i < instance.tags.length; i++) {
            instance.tags[i] = new TagInstance(store, module.engine.signature(module.typeId(model.tagType(i))));
        }
        int importedGlobals = model.importedCount(ExternKind.GLOBAL);
        for (int i = importedGlobals; i < instance.globals.length; i++) {
            GlobalCell global = new GlobalCell(store, model.globalType(i),
                    model.isGlobalMutable(i) ? GlobalCell.Mutability.VAR : GlobalCell.Mutability.CONST);
            initializers.globals[i - importedGlobals].into(global, instance);
            instance.globals[i] = global;
        }
        for (int i = importedTables; i < instance.tables.length; i++) {
            ConstExpression initial = initializers.tables[i - importedTables];
            instance.tables[i] = new TableInstance(store, module.table(i),
                    initial == null ? null : initial.reference(instance));
        }
        for (int i = 0; i < model.elementCount(); i++) {
            if (model.element(i).mode() != SegmentMode.DECLARATIVE) {
                instance.elements(i, elements(i));
            }
        }
    }

    private Object[] elements(int segment) {
        int[] functions = initializers.elementFunctions[segment];
        if (functions != null) {
            Object[] values = new Object[functions.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = instance.function(functions[i]);
            }
            return values;
        }
        int[] expressions = initializers.elementExpressions[segment];
        Object[] values = new Object[expressions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = new ConstExpression(model.constExpression(expressions[i])).reference(instance);
        }
        return values;
    }

    private void runElementSegments() {
        for (int i = 0; i < model.elementCount(); i++) {
            ElementSegment segment = model.element(i);
            if (segment.mode() == SegmentMode.ACTIVE) {
                long index = module.table(segment.table()).unsigned(initializers.elementOffsets[i].integer(instance));
                BulkOperations.tableInitActive(instance, instance.tables[segment.table()], i, index);
                instance.dropElements(i);
            }
        }
    }

    private void runDataSegments() {
        for (int i = 0; i < model.dataCount(); i++) {
            DataSegment segment = model.data(i);
            if (segment.mode() == SegmentMode.ACTIVE) {
                long address = module.memory(segment.memory()).unsigned(initializers.dataOffsets[i].integer(instance));
                instance.memories[segment.memory()].write(address, module.bytes(), segment.start(), segment.length());
                instance.dropData(i);
            }
        }
    }

    private void start() {
        if (model.start() >= 0) {
            FunctionInstance function = instance.function(model.start());
            Invocation.call(function);
        }
    }
}
