package dev.vespula.internal.operations;

import dev.vespula.internal.limits.Account;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TableInstance;

/**
 * The bulk instructions on memories and tables. Each first checks bounds, then charges fuel, then acts, so that it has
 * done nothing when it traps or runs out of fuel. Addresses, indices and lengths of 32-bit memories and tables are
 * passed zero-extended.
 */
public final class BulkOperations {
    private BulkOperations() {}

    /** {@code memory.fill}. */
    public static void memoryFill(Account store, LinearMemory memory, long address, int value, long length) {
        memory.check(address, length);
        store.chargeBytes(length);
        memory.fill(address, (byte) value, length);
    }

    /** {@code memory.copy}. */
    public static void memoryCopy(
            Account store, LinearMemory into, LinearMemory outOf, long target, long source, long length) {
        outOf.check(source, length);
        into.check(target, length);
        store.chargeBytes(length);
        into.copy(target, outOf, source, length);
    }

    /** {@code memory.init}. */
    public static void memoryInit(
            ModuleInstance instance, LinearMemory target, int segment, long address, int from, int length) {
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

    /** {@code table.fill}. */
    public static void tableFill(Account store, TableInstance table, long index, Object value, long length) {
        table.check(index, length);
        store.chargeElements(length);
        table.fill(index, value, length);
    }

    /** {@code table.copy}. */
    public static void tableCopy(
            Account store, TableInstance into, TableInstance outOf, long target, long source, long length) {
        outOf.check(source, length);
        into.check(target, length);
        store.chargeElements(length);
        into.copy(target, outOf, source, length);
    }

    /** {@code table.init}. */
    public static void tableInit(
            ModuleInstance instance, TableInstance table, int segment, long index, int from, int length) {
        checkInit(instance, table, segment, index, from, length);
        instance.store.chargeElements(length);
        putElements(instance, table, segment, index, from, length);
    }

    /** What {@code table.init} does for an active segment: free of charge. */
    public static void tableInitActive(ModuleInstance instance, TableInstance table, int segment, long index) {
        int length = instance.elements(segment).length;
        checkInit(instance, table, segment, index, 0, length);
        putElements(instance, table, segment, index, 0, length);
    }

    private static void checkInit(
            ModuleInstance instance, TableInstance target, int segment, long index, int from, int length) {
        int available = instance.elements(segment).length;
        if (from < 0 || length < 0 || from > available - length) {
            throw target.outOfBounds();
        }
        target.check(index, length);
    }

    private static void putElements(
            ModuleInstance instance, TableInstance table, int segment, long index, int from, int length) {
        System.arraycopy(instance.elements(segment), from, table.elements, (int) index, length);
    }
}
