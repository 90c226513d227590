package dev.vespula.internal.runtime;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;

/**
 * The types of a module as its engine knows them. Compiled code of one engine has what it needs of this as constants; code that
 * engines share asks at each use, by numbers of the module. Thread-safe: what is made twice is equal.
 */
public final class ModuleTypes {
    private final EngineState engine;
    private final ModuleModel model;
    private final int[] ids;
    /** By {@link #testNumber}; null until one is asked for. */
    private TypeTest[] tests;

    ModuleTypes(EngineState engine, ModuleModel model) {
        this.engine = engine;
        this.model = model;
        this.ids = new int[model.typeCount()];
        for (int type = 0; type < ids.length; type++) {
            ids[type] = model.typeId(type);
        }
    }

    /** The canonical id of a type. */
    @Contract
    public int id(int type) {
        return ids[type];
    }

    /**
     * The number of a test for references, the same in every engine.
     *
     * @param type  a reference type, an int of {@code ValTypes}
     * @param index what the module calls the type, if it is a defined one
     */
    public static int testNumber(int type, int index) {
        int heap = ValTypes.heap(type);
        int number = HeapTypes.isDefined(heap) ? HeapTypes.ABSTRACT_COUNT + 2 * index + (HeapTypes.isExact(heap) ? 1 : 0)
                : heap;
        return 2 * number + (ValTypes.isNullable(type) ? 1 : 0);
    }

    /** A test for references. */
    @Contract
    public TypeTest test(int number) {
        TypeTest[] known = tests;
        TypeTest test = known == null ? null : known[number];
        return test != null ? test : makeTest(number);
    }

    private TypeTest makeTest(int number) {
        TypeTest[] all = tests;
        if (all == null) {
            all = new TypeTest[2 * (HeapTypes.ABSTRACT_COUNT + 2 * ids.length)];
            tests = all;
        }
        int which = number >> 1;
        int heap = which < HeapTypes.ABSTRACT_COUNT ? which : heap(which - HeapTypes.ABSTRACT_COUNT);
        int type = (number & 1) != 0 ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        all[number] = new TypeTest(engine, type);
        return all[number];
    }

    /** Each type of the module has two: with subtypes and without. */
    private int heap(int which) {
        int heap = model.type(which >> 1).heap();
        return (which & 1) == 0 ? heap : HeapTypes.exact(heap);
    }
}
