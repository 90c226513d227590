package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;

/**
 * The bulk instructions on memories and tables. Each first checks bounds, then charges fuel, then acts, so that it has
 * done nothing when it traps or runs out of fuel. Addresses, indices and lengths of 32-bit memories and tables are
 * passed zero-extended.
 */
@Contract
public final class BulkOperations {
    private BulkOperations() {
    }

    /** {@code memory.grow}: the former size in pages, or -1. */
    public static long memoryGrow(ModuleInstance instance, int memory, long delta) {
        return instance.memories[memory].grow(delta, Growth.BY_WASM);
    }

    /** {@code memory.fill}. */
    public static void memoryFill(ModuleInstance instance, int memory, long address, int value, long length) {
        LinearMemory target = instance.memories[memory];
        target.check(address, length);
        instance.store.chargeBytes(length);
        target.fill(address, (byte) value, length);
    }

    /** {@code memory.copy}. */
    public static void memoryCopy(ModuleInstance instance, int to, int from, long target, long source, long length) {
        LinearMemory into = instance.memories[to];
        LinearMemory outOf = instance.memories[from];
        outOf.check(source, length);
        into.check(target, length);
        instance.store.chargeBytes(length);
        into.copy(target, outOf, source, length);
    }

    /** {@code memory.init}. */
    public static void memoryInit(ModuleInstance instance, int memory, int segment, long address, int from, int length) {
        LinearMemory target = instance.memories[memory];
        int available = instance.dataLength(segment);
        if (from < 0 || length < 0 || from > available - length) {
            throw target.outOfBounds();
        }
        long unsigned = Integer.toUnsignedLong(length);
        target.check(address, unsigned);
        instance.store.chargeBytes(unsigned);
        ModuleCode module = instance.module;
        target.write(address, module.bytes(), module.dataStart(segment) + from, length);
    }

    /** {@code table.grow}: the former size, or -1. */
    public static long tableGrow(ModuleInstance instance, int table, Object initial, long delta) {
        return instance.tables[table].grow(delta, initial, Growth.BY_WASM);
    }

    /** {@code table.fill}. */
    public static void tableFill(ModuleInstance instance, int table, long index, Object value, long length) {
        TableInstance target = instance.tables[table];
        target.check(index, length);
        instance.store.chargeElements(length);
        target.fill(index, value, length);
    }

    /** {@code table.copy}. */
    public static void tableCopy(ModuleInstance instance, int to, int from, long target, long source, long length) {
        TableInstance into = instance.tables[to];
        TableInstance outOf = instance.tables[from];
        outOf.check(source, length);
        into.check(target, length);
        instance.store.chargeElements(length);
        into.copy(target, outOf, source, length);
    }

    /** {@code table.init}. */
    public static void tableInit(ModuleInstance instance, int table, int segment, long index, int from, int length) {
        checkInit(instance, table, segment, index, from, length);
        instance.store.chargeElements(length);
        putElements(instance, table, segment, index, from, length);
    }

    /** What {@code table.init} does for an active segment: free of charge. */
    static void tableInitActive(ModuleInstance instance, int table, int segment, long index) {
        int length = instance.elements(segment).length;
        checkInit(instance, table, segment, index, 0, length);
        putElements(instance, table, segment, index, 0, length);
    }

    private static void checkInit(ModuleInstance instance, int table, int segment, long index, int from, int length) {
        TableInstance target = instance.tables[table];
        int available = instance.elements(segment).length;
        if (from < 0 || length < 0 || from > available - length) {
            throw target.outOfBounds();
        }
        target.check(index, length);
    }

    private static void putElements(
            ModuleInstance instance, int table, int segment, long index, int from, int length) {
        System.arraycopy(instance.elements(segment), from, instance.tables[table].elements, (int) index, length);
    }
}
